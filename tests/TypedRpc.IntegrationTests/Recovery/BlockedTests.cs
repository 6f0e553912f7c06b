using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>A broker that is low on memory reads nothing more from those who publish: <c>connection.blocked</c>.</summary>
public sealed class BlockedTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "B21")]
    public async Task Calls_end_by_their_deadlines_the_state_is_visible_and_the_session_lives()
    {
        using var host = Build();
        await host.StartAsync(Token);
        var connection = host.Services.GetRequiredService<RpcConnection>();
        var bench = new Workbench();
        await using var server = await connection.ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        var client = connection.CreateClient<IWorkbench>();
        var running = client.WaitAsync("held", Token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("held"));
        await _broker.RunCtlAsync("set_vm_memory_high_watermark", "0.00000001");

        // The first message blocks the connection. Its confirm may take longer than OperationTimeout, but not than the call.
        using var cancellation = new CancellationTokenSource();
        var confirmed = client.With(timeout: TimeSpan.FromSeconds(3)).NoteAsync("confirmed late", Token).AsTask();
        var cancelled = client.NoteAsync("cancelled", cancellation.Token).AsTask();
        await Eventually.TrueAsync(() => connection.State == RpcConnectionState.Blocked);
        (await HealthAsync(host)).ShouldBe(HealthStatus.Degraded);
        await cancellation.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(cancelled)).CancellationToken.ShouldBe(cancellation.Token);
        var hurried = client.With(timeout: TimeSpan.FromMilliseconds(300));
        await EndsAsync(hurried.EchoAsync("not sent", Token), CallOutcome.NotExecuted);
        await EndsAsync(hurried.NoteAsync("not sent", Token).AsTask(), CallOutcome.NotExecuted);
        await EndsAsync(confirmed, CallOutcome.Unknown);

        await _broker.RunCtlAsync("set_vm_memory_high_watermark", "0.4");
        await Eventually.TrueAsync(() => connection.State == RpcConnectionState.Connected);
        (await HealthAsync(host)).ShouldBe(HealthStatus.Healthy);
        (await client.EchoAsync("sent", Token)).ShouldBe("sent");
        bench.Open("held");
        (await running).ShouldBe("Workbench/Wait");
        await Eventually.TrueAsync(() => bench.Notes.Contains("confirmed late"));
        bench.Executed.ShouldNotContain("not sent");
        bench.Notes.ShouldNotContain("not sent");
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", _broker.Uri.ToString()), new("TypedRpc:RabbitMQ:OperationTimeout", "00:00:01")]);
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddHealthChecks().AddTypedRpc();
        return builder.Build();
    }

    private static async Task EndsAsync(Task call, CallOutcome outcome)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, outcome), exception.Message);
    }

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["typedrpc"].Status;
}
