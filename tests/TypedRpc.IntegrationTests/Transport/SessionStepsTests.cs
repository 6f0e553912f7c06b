using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class SessionStepsTests
{
    private readonly SessionSteps _steps = new(TimeSpan.FromMinutes(1));
    private readonly TaskCompletionSource _answer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_waits_for_steps_under_way_also_for_one_that_nobody_waits_for_any_more()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var step = _steps.TakeAsync(_ => _answer.Task, Token);
        var givenUp = _steps.RunAsync(_ => _answer.Task, "Waiting", given.Token);
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => givenUp);

        var end = _steps.EndAsync();
        end.IsCompleted.ShouldBeFalse();
        _answer.SetResult();
        await end.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await step;
    }

    [Fact]
    public async Task No_step_begins_after_the_end()
    {
        await _steps.EndAsync();
        var begun = false;
        var refused = await Should.ThrowAsync<TransportException>(() => _steps.RunAsync(_ => Task.FromResult(begun = true), "Asking", Token));
        refused.Error.ShouldBe(TransportError.Unavailable);
        begun.ShouldBeFalse();
    }

    [Fact]
    public async Task A_step_that_fails_has_ended_too()
    {
        var step = _steps.TakeAsync(_ => _answer.Task, Token);
        var end = _steps.EndAsync();
        _answer.SetException(new InvalidOperationException());
        await Should.ThrowAsync<InvalidOperationException>(() => step);
        await end.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }
}
