using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>What both sides agree on.</summary>
internal static class Amqp
{
    public static string Queue(string contender, bool slow) => $"loadtest.{contender}.{(slow ? "slow" : "fast")}";

    public static Task<IConnection> ConnectAsync(Uri uri, string role) =>
        new ConnectionFactory { Uri = uri, ClientProvidedName = $"loadtest {role}", AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
