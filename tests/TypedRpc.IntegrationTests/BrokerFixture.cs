using System.Text;
using RabbitMQ.Client;
using TypedRpc.IntegrationTests;
using TypedRpc.TestSupport.Brokers;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace TypedRpc.IntegrationTests;

/// <summary>The broker that all tests share, possibly somebody else's: no test may stop it or close connections that are not its own.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    /// <summary>Begin of the version that the tests are meant for; a broker of another one would prove nothing.</summary>
    private const string VersionVariable = "TYPEDRPC_RABBITMQ_VERSION";

    public RabbitMqBroker Broker { get; private set; } = null!;

    public Version Version { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqBroker.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = Broker.Uri }.CreateConnectionAsync();
        var version = Encoding.UTF8.GetString((byte[])connection.ServerProperties!["version"]!);
        Console.WriteLine($"RabbitMQ {version}, {Broker}");
        Version = Version.Parse(version.Split('-', '+')[0]);
        version.ShouldStartWith(Environment.GetEnvironmentVariable(VersionVariable) ?? string.Empty);
    }

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
