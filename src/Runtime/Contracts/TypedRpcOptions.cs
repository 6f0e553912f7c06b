using MessagePack;

namespace TypedRpc;

/// <summary>Settings of one connection: its clients and its servers.</summary>
public sealed class TypedRpcOptions
{
    private MessagePackSerializerOptions _serializer = MessagePackSerializerOptions.Standard;

    /// <summary>Deadline of a call for which neither the contract nor <c>With(timeout:)</c> sets one; above 0, at most 24 days. Default 30 s.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls may wait for their answer at once; one more fails with <see cref="RpcStatusCode.ResourceExhausted"/>. Default 10,000.</summary>
    public int MaxPendingCalls { get; set; } = 10_000;

    /// <summary>How many published messages may wait for the broker's confirm at once, 1 to 1,000,000; one more waits until there is room. Default 5,000.</summary>
    public int MaxOutstandingPublishes { get; set; } = 5_000;

    /// <summary>Largest message in bytes, request or reply, framing included; 1 KiB to 64 MiB. Default 4 MiB.</summary>
    public int MaxMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether exchanges, queues and bindings are declared; when false, what an operator made is used as found. Default true.</summary>
    public bool DeclareTopology { get; set; } = true;

    /// <summary>Whether the host's start fails when the broker cannot be reached; when false, connecting goes on in the background. Default false.</summary>
    public bool FailFast { get; set; }

    /// <summary>Whether callers see the text of exceptions that handlers throw. For development: the text can hold secrets. Default false.</summary>
    public bool IncludeExceptionDetails { get; set; }

    /// <summary>How long a stopping server waits for running handlers before their tokens fire. Default 25 s, below the host's 30 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How calls share messages.</summary>
    public CoalescingOptions Coalescing { get; set; } = new();

    /// <summary>How services are served unless <c>MapRabbitService</c> says otherwise.</summary>
    public ServiceOptions Service { get; set; } = new();

    /// <summary>How events are published unless <c>CreatePublisher</c> says otherwise.</summary>
    public PublisherOptions Publisher { get; set; } = new();

    /// <summary>Sets MessagePack's options: the resolver above all. Security for untrusted data is applied on top, always.</summary>
    /// <param name="serializer">The options; <see cref="MessagePackSerializerOptions.Standard"/> unless set.</param>
    /// <exception cref="ArgumentException">They ask for compression, which MessagePack applies to whole messages only: compress large payloads in the contract instead.</exception>
    public void UseSerializer(MessagePackSerializerOptions serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        if (serializer.Compression != MessagePackCompression.None)
        {
            throw new ArgumentException("MessagePack's compression works on whole messages and would have no effect on arguments and results; leave it off, and compress large payloads in the contract.", nameof(serializer));
        }

        _serializer = serializer;
    }

    // No property: configuration would try to bind it.
    internal MessagePackSerializerOptions GetSerializer() => _serializer;
}
