using System.Globalization;

namespace TypedRpc.Messaging;

/// <summary>Headers of ours on messages that go to a retry or dead-letter queue.</summary>
internal static class MessageHeaders
{
    /// <summary>How often a handler has failed, a number.</summary>
    public const string Attempts = "typedrpc-attempts";

    /// <summary>Exchange that the message was published to.</summary>
    public const string Exchange = "typedrpc-exchange";

    /// <summary>Routing key that the message was published with.</summary>
    public const string RoutingKey = "typedrpc-routing-key";

    /// <summary>Why the message was given up, or has to be tried again.</summary>
    public const string Reason = "typedrpc-reason";

    private const int LongestReason = 1024;

    /// <summary>What the broker adds by itself, and would look at or add to if it came again.</summary>
    private static readonly HashSet<string> OfBroker =
    [
        "CC", "x-death", "x-delivery-count", "x-acquired-count",
        "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-last-death-exchange", "x-last-death-queue", "x-last-death-reason",
    ];

    /// <summary>The properties of a message that goes on from here, with its origin and the reason in its headers.</summary>
    public static MessageProperties Onward(ReceivedMessage message, int attempts, string reason)
    {
        var headers = new Dictionary<string, object?>();
        foreach (var (name, value) in message.Properties.Headers ?? new Dictionary<string, object?>())
        {
            if (!OfBroker.Contains(name))
            {
                headers[name] = value;
            }
        }

        headers[Attempts] = (long)attempts;
        headers[Exchange] = message.Exchange;
        headers[RoutingKey] = message.RoutingKey;
        headers[Reason] = reason.Length <= LongestReason ? reason : string.Concat(reason.AsSpan(0, LongestReason), "…");
        return message.Properties with { Headers = headers, Expiration = null };
    }

    /// <summary>How often a handler has failed; 0 for a message that comes from its publisher.</summary>
    public static int AttemptsOf(MessageProperties properties) =>
        properties.Headers?.GetValueOrDefault(Attempts) is IConvertible value and (long or int) ? Math.Clamp(value.ToInt32(CultureInfo.InvariantCulture), 0, int.MaxValue - 1) : 0;

    public static string? TextOf(MessageProperties properties, string name) => properties.Headers?.GetValueOrDefault(name) as string;
}
