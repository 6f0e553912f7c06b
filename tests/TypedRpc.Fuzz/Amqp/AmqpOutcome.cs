using System.Text;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>What came of a stream: messages handed over, bytes passed to the library, and whether it was found to be wrong.</summary>
internal sealed class AmqpOutcome
{
    public List<string> Messages { get; } = [];

    /// <summary>What was passed on, part by part.</summary>
    public List<byte[]> Passed { get; } = [];

    public bool Failed { get; set; }

    public void Deliver(ulong tag, bool redelivered, string exchange, string key, string? replyTo, string? userId, string? properties, long skipped, ReadOnlySpan<byte> body) =>
        Messages.Add($"{tag} {redelivered} {exchange} {key} {replyTo} {userId} {properties} {skipped} {body.Length} {Hash(body)}");

    /// <summary>All bytes passed on, without the part at an index.</summary>
    public byte[] AllPassed(int without = -1) => [.. Passed.Where((_, index) => index != without).SelectMany(static part => part)];

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static int Hash(ReadOnlySpan<byte> body)
    {
        var hash = 17;
        foreach (var value in body)
        {
            hash = unchecked((hash * 31) + value);
        }

        return hash;
    }
}
