namespace TypedRpc.Transport;

/// <summary>Holds calls back while the broker does not accept messages (<c>connection.blocked</c>).</summary>
internal sealed class FlowGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _blocked;
    private ITransportSession? _blocking;

    /// <summary>The broker's reason, or null while it accepts messages.</summary>
    public string? Reason { get; private set; }

    public bool IsOpen => Volatile.Read(ref _blocked) is null;

    /// <summary>Closes the gate for a reason, or opens it for null; says whether that changed anything.</summary>
    public bool Set(ITransportSession session, string? reason)
    {
        lock (_lock)
        {
            // A late word of a session that has ended: nobody would take it back.
            if (session.IsClosed)
            {
                return false;
            }

            if (reason is null)
            {
                return Open();
            }

            Reason = reason;
            _blocking = session;
            var wasOpen = _blocked is null;
            _blocked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return wasOpen;
        }
    }

    /// <summary>Opens the gate, unless it was closed by the session that lives now; says whether that changed anything.</summary>
    public bool Forget(ITransportSession? living)
    {
        lock (_lock)
        {
            return (living is null || !ReferenceEquals(_blocking, living)) && Open();
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => Volatile.Read(ref _blocked)?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    private bool Open()
    {
        var waiters = _blocked;
        Reason = null;
        _blocking = null;
        _blocked = null;
        return waiters is not null && waiters.TrySetResult();
    }
}
