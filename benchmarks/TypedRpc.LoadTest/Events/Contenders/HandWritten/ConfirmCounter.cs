namespace TypedRpc.LoadTest.Events.Contenders.HandWritten;

/// <summary>Up to which number all messages are confirmed.</summary>
internal sealed class ConfirmCounter
{
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _early = [];
    private readonly Queue<(ulong Number, TaskCompletionSource Confirmed)> _waiters = new();
    private ulong _confirmed;

    /// <summary>Completes when all up to the number are confirmed. Numbers ascend.</summary>
    public Task WhenConfirmed(ulong number)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Enqueue((number, waiter));
        }

        return waiter.Task;
    }

    public Task OnConfirmed(ulong number, bool multiple)
    {
        lock (_lock)
        {
            if (multiple)
            {
                _confirmed = Math.Max(_confirmed, number);
            }
            else
            {
                _early.Add(number);
            }

            while (_early.Remove(_confirmed + 1))
            {
                _confirmed++;
            }

            while (_waiters.TryPeek(out var waiter) && waiter.Number <= _confirmed)
            {
                _waiters.Dequeue().Confirmed.SetResult();
            }
        }

        return Task.CompletedTask;
    }

    public Task OnRefused(ulong number)
    {
        lock (_lock)
        {
            while (_waiters.TryDequeue(out var waiter))
            {
                waiter.Confirmed.SetException(new InvalidOperationException($"The broker refused message {number}."));
            }
        }

        return Task.CompletedTask;
    }
}
