using TypedRpc.Behaviour;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Client;

#pragma warning disable CA2012 // To use a ValueTask in a wrong way is what these tests are about.

/// <summary>Calls are pooled: whoever misuses the task of one must not reach the next one in its place.</summary>
public sealed class PooledCallTests : IAsyncLifetime
{
    private readonly InMemoryBroker _broker = new();
    private InMemoryRpcConnection _connection = null!;
    private IWorkbench _client = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await InMemoryRpcConnection.ConnectAsync(_broker);
        await _connection.ServeAsync<IWorkbench>(new Workbench());
        _client = _connection.CreateClient<IWorkbench>();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task A_task_that_is_awaited_twice_throws_and_disturbs_no_other_call()
    {
        for (var number = 0; number < 200; number++)
        {
            var first = _client.AddAsync(number, 1);
            (await first).ShouldBe(number + 1);
            Should.Throw<InvalidOperationException>(() => Result(first));
            var next = _client.AddAsync(number, 2);
            Should.Throw<InvalidOperationException>(() => Result(first));
            (await next).ShouldBe(number + 2);
            var quiet = _client.QuietAsync();
            await quiet;
            Should.Throw<InvalidOperationException>(() => Result(quiet));
        }

        _connection.PendingCalls.ShouldBe(0);
    }

    [Fact]
    public async Task A_result_that_is_taken_too_early_throws_and_the_call_goes_on()
    {
        (await _client.AddAsync(1, 1)).ShouldBe(2);
        _broker.Block("the test holds it");
        var call = _client.AddAsync(1, 2);
        Should.Throw<InvalidOperationException>(() => Result(call));
        _broker.Block(null);
        (await call).ShouldBe(3);
    }

    [Fact]
    public async Task Many_calls_that_end_in_every_way_at_once_never_mix()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var number = 0; number < 500; number++)
            {
                using var source = new CancellationTokenSource();
                var cancelled = _client.WaitAsync($"{worker}-{number}", source.Token);
                var text = _client.EchoAsync($"{worker}.{number}", source.Token);
                (await text).ShouldBe($"{worker}.{number}");
                (await _client.AddAsync(worker, number)).ShouldBe(worker + number);
                await source.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(cancelled);
            }
        })));
        _connection.PendingCalls.ShouldBe(0);
    }

    private static int Result(ValueTask<int> task) => task.GetAwaiter().GetResult();

    private static void Result(ValueTask task) => task.GetAwaiter().GetResult();
}
