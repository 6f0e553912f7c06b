using System.Runtime.CompilerServices;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class OneAttemptTests
{
    [Fact]
    public async Task An_attempt_that_fails_when_nobody_waits_any_more_is_no_unobserved_exception()
    {
        List<Exception> unobserved = [];
        EventHandler<UnobservedTaskExceptionEventArgs> add = (_, args) =>
        {
            if (args.Exception.InnerException is NotSupportedException)
            {
                unobserved.Add(args.Exception);
            }
        };
        TaskScheduler.UnobservedTaskException += add;
        try
        {
            await FailAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            unobserved.ShouldBeEmpty();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= add;
        }
    }

    // Apart, so that nothing here keeps the attempt alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailAsync()
    {
        var attempts = new OneAttempt<string>();
        var gate = new TaskCompletionSource();
        using var impatience = new CancellationTokenSource();
        var waiting = attempts.At("step", _ => gate.Task).WaitAsync(impatience.Token);
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        gate.SetException(new NotSupportedException());
    }
}
