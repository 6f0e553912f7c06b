using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>Gives messages what they lack, id and trace context, and publishes them.</summary>
internal sealed class MessageSender(MessagePublisher publisher, TypedRpcOptions options)
{
    private const int LongestName = 255;

    // A counter behind what no other connection has: unique as any id, and cheap.
    private readonly string _idPrefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + "-";
    private long _lastId;

    public TypedRpcOptions Options => options;

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"{_idPrefix}{Interlocked.Increment(ref _lastId):x}");

    /// <summary>Publishes messages to exchanges as they are found; completes when all have ended.</summary>
    public Task SendAllAsync(IEnumerable<OutgoingMessage> messages, PublishOptions? publish, CancellationToken cancellationToken)
    {
        var group = new PublishGroup();
        foreach (var message in messages)
        {
            group.Add();

            // The group is told of its end: what is returned is completed.
            _ = SendAsync(in message, publish, group, cancellationToken).AsTask();
        }

        group.OnEnded(null);
        return group.Task;
    }

    /// <summary>Publishes to an exchange as it is found.</summary>
    public ValueTask SendAsync(in OutgoingMessage message, PublishOptions? publish, CancellationToken cancellationToken) => SendAsync(in message, publish, null, cancellationToken);

    private ValueTask SendAsync(in OutgoingMessage message, PublishOptions? publish, PublishGroup? group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message.Exchange);
        CheckName(message.RoutingKey, "routing key");
        if (publish?.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > Deadline.Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(publish), timeout, $"A timeout is above 0 and at most {Deadline.Longest.TotalDays:N0} days.");
        }

        var properties = message.Properties ?? new MessageProperties();
        return SendAsync(
            new ExchangeDeclaration(message.Exchange, RpcExchangeType.Topic, Declare: false),
            message.RoutingKey,

            // A publish whose wait is given up may still be on its way, and the caller's memory is his again.
            message.Body.ToArray(),
            properties.MessageId is null ? properties with { MessageId = NextId() } : properties,
            publish?.Mandatory ?? false,
            publish?.Timeout,
            group,
            cancellationToken);
    }

    /// <summary>Publishes a message that has an id.</summary>
    public ValueTask SendAsync(
        ExchangeDeclaration exchange, string routingKey, ReadOnlyMemory<byte> body, MessageProperties properties, bool mandatory, TimeSpan? timeout, CancellationToken cancellationToken) =>
        SendAsync(exchange, routingKey, body, properties, mandatory, timeout, null, cancellationToken);

    private ValueTask SendAsync(
        ExchangeDeclaration exchange,
        string routingKey,
        ReadOnlyMemory<byte> body,
        MessageProperties properties,
        bool mandatory,
        TimeSpan? timeout,
        PublishGroup? group,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            group?.OnEnded(new OperationCanceledException(cancellationToken));
            return group is null ? ValueTask.FromCanceled(cancellationToken) : default;
        }

        if (body.Length > options.MaxMessageSize)
        {
            var tooLarge = RpcException.ByRuntime(
                RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted, $"The message to exchange '{exchange.Name}' is larger than {options.MaxMessageSize:N0} bytes (TypedRpcOptions.MaxMessageSize).");
            group?.OnEnded(tooLarge);
            return group is null ? ValueTask.FromException(tooLarge) : default;
        }

        var caller = Activity.Current;
        var activity = MessageTelemetry.StartSend(exchange.Name, routingKey, properties.MessageId);
        var headers = MessageTelemetry.Inject(properties.Headers, activity ?? caller);
        if (!ReferenceEquals(headers, properties.Headers))
        {
            properties = properties with { Headers = headers };
        }

        if (activity is not null)
        {
            Activity.Current = caller;
        }

        var message = new OutboundMessage(exchange.Name, routingKey, body, Mandatory: mandatory) { Properties = properties };
        return publisher.PublishAsync(exchange, in message, timeout ?? options.DefaultTimeout, activity, group, cancellationToken);
    }

    public static void CheckName(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            throw new ArgumentException($"A {what} has at most {LongestName} bytes.", what);
        }
    }
}
