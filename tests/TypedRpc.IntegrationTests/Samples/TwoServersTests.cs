using System.Collections.Concurrent;
using System.Security.Cryptography;
using TypedRpc.TestServer;

namespace TypedRpc.IntegrationTests.Samples;

/// <summary>Many calls at once, and servers in processes of their own.</summary>
public sealed class TwoServersTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    [Fact]
    public async Task A_thousand_calls_at_once_to_two_server_processes_get_their_own_answers()
    {
        await using var one = SampleProcess.StartTestServer(fixture.Broker.Uri);
        await using var two = SampleProcess.StartTestServer(fixture.Broker.Uri);
        await one.PrintsAsync("serving");
        await two.PrintsAsync("serving");
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: TestContext.Current.CancellationToken);
        var hasher = connection.CreateClient<IHasher>();
        var servers = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async number =>
        {
            var payload = RandomNumberGenerator.GetBytes(1 + (number % 4096));
            var hashed = await hasher.HashAsync(payload);
            hashed.Hash.ShouldBe(SHA256.HashData(payload));
            servers.AddOrUpdate(hashed.ProcessId, 1, static (_, count) => count + 1);
        }));
        servers.Keys.Order().ShouldBe(new[] { one.Id, two.Id }.Order());
        connection.PendingCalls.ShouldBe(0);
    }
}
