using System.Text.Json.Serialization;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>One queue as the broker sees it.</summary>
/// <param name="Name">The queue.</param>
/// <param name="Messages">Ready and unacknowledged messages.</param>
/// <param name="Unacknowledged">Messages delivered and not yet settled.</param>
/// <param name="Consumers">How many consumers it has.</param>
public sealed record QueueInfo(
    string Name, int Messages, [property: JsonPropertyName("messages_unacknowledged")] int Unacknowledged, int Consumers);
