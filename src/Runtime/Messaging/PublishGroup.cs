namespace TypedRpc.Messaging;

/// <summary>Publishes that are waited for together: each counts itself off where it ends, instead of going to the thread pool to tell.</summary>
internal sealed class PublishGroup
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private List<Exception>? _failures;

    // One more than there are publishes, until all have begun.
    private int _open = 1;

    /// <summary>Completes when all have ended, with the exceptions of all.</summary>
    public Task Task => _ended.Task;

    public void Add() => Interlocked.Increment(ref _open);

    public void OnEnded(Exception? failure)
    {
        if (failure is not null)
        {
            lock (_lock)
            {
                (_failures ??= []).Add(failure);
            }
        }

        if (Interlocked.Decrement(ref _open) == 0)
        {
            End();
        }
    }

    private void End()
    {
        if (_failures is not { } failures)
        {
            _ended.SetResult();
        }
        else if (failures.TrueForAll(static failure => failure is OperationCanceledException))
        {
            _ended.SetCanceled(((OperationCanceledException)failures[0]).CancellationToken);
        }
        else
        {
            _ended.SetException(failures.Where(static failure => failure is not OperationCanceledException));
        }
    }
}
