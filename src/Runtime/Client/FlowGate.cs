namespace TypedRpc.Client;

/// <summary>Holds calls back while the broker does not accept messages (<c>connection.blocked</c>).</summary>
internal sealed class FlowGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _blocked;

    /// <summary>The broker's reason, or null while it accepts messages.</summary>
    public string? Reason { get; private set; }

    public bool IsOpen => Volatile.Read(ref _blocked) is null;

    /// <summary>Closes the gate for a reason, or opens it for null; says whether that changed anything.</summary>
    public bool Set(string? reason)
    {
        TaskCompletionSource? waiters;
        lock (_lock)
        {
            Reason = reason;
            if (reason is not null)
            {
                var wasOpen = _blocked is null;
                _blocked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return wasOpen;
            }

            waiters = _blocked;
            _blocked = null;
        }

        waiters?.TrySetResult();
        return waiters is not null;
    }

    public Task WaitAsync(CancellationToken cancellationToken) => Volatile.Read(ref _blocked)?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
