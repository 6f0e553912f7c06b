using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;

namespace TypedRpc.Transport;

/// <summary>Keeps one session alive: opens it completely, publishes it, and when it ends replaces it as a whole.</summary>
internal sealed class SessionSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryCap = TimeSpan.FromSeconds(5);

    /// <summary>What is refused stays refused until somebody changes something at the broker: at most one attempt in 5 s.</summary>
    private static readonly TimeSpan RefusedRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefusedJitter = TimeSpan.FromSeconds(2);

    /// <summary>While nobody answers the next attempt costs nobody anything, and the first one after the broker is back decides how long calls wait for it.</summary>
    private static readonly TimeSpan UnansweredCap = TimeSpan.FromSeconds(1);

    private readonly ITransport _transport;
    private readonly ISessionObserver _observer;
    private readonly IReadOnlyList<ISessionParticipant> _participants;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _setup = new(1, 1);
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource<ITransportSession> _nextSession = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITransportSession? _current;
    private Task? _loop;
    private readonly List<Task> _closing = [];
    private int _failures;
    private int _refusals;

    public SessionSupervisor(
        ITransport transport, ISessionObserver observer, IReadOnlyList<ISessionParticipant> participants, TimeProvider timeProvider, ILogger logger)
    {
        _transport = transport;
        _observer = observer;
        _participants = participants;
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>The live session, or null.</summary>
    public ITransportSession? Current => Volatile.Read(ref _current);

    public string Description => _transport.Description;

    public bool IsStarted => Volatile.Read(ref _loop) is not null;

    /// <summary>Why there is no session, or null.</summary>
    public Exception? LastError { get; private set; }

    /// <summary>Starts connecting, once; completes with the outcome of the first attempt and throws what it threw.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            EnsureStarted();
        }

        return _firstAttempt.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The live session, or the next one; starts connecting if nobody has.</summary>
    public ValueTask<ITransportSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            EnsureStarted();
            return _current is { IsClosed: false } session
                ? new ValueTask<ITransportSession>(session)
                : new ValueTask<ITransportSession>(_nextSession.Task.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Runs a change of what participants need, with the live session or null, never while a session is being set up.</summary>
    public async ValueTask ChangeAsync(Func<ITransportSession?, CancellationToken, ValueTask> change, CancellationToken cancellationToken)
    {
        await _setup.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await change(Current, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _setup.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task? loop;
        lock (_lock)
        {
            loop = _loop;
        }

        if (loop is not null)
        {
            await loop.ConfigureAwait(false);
            StarvationWatch.OfProcess.Remove(_logger);
        }

        _firstAttempt.TrySetException(new TransportException(TransportError.Unavailable, "The connection was disposed."));
        _ = _firstAttempt.Task.Exception;
        lock (_lock)
        {
            _nextSession.TrySetException(new TransportException(TransportError.Unavailable, "The connection was disposed."));
            _ = _nextSession.Task.Exception;
        }

        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    private void EnsureStarted()
    {
        if (_loop is null && !_stopping.IsCancellationRequested)
        {
            StarvationWatch.OfProcess.Add(_logger);
            _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var session = await OpenAsync(stopping).ConfigureAwait(false);
                _failures = _refusals = 0;
                await ServeAsync(session, stopping).ConfigureAwait(false);
                await DelayAsync(Backoff.Next(1, FirstRetry, RetryCap), stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Whatever a broken link throws, the answer is to try again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                await OnFailedAsync(exception, stopping).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(_closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<ITransportSession> OpenAsync(CancellationToken stopping)
    {
        await _setup.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            var session = await _transport.OpenAsync(_observer, stopping).ConfigureAwait(false);
            try
            {
                foreach (var participant in _participants)
                {
                    await participant.PrepareAsync(session, stopping).ConfigureAwait(false);
                }
            }
            catch
            {
                await session.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            Publish(session);
            return session;
        }
        finally
        {
            _setup.Release();
        }
    }

    private void Publish(ITransportSession session)
    {
        LastError = null;
        RpcLog.Connected(_logger, Description);
        TaskCompletionSource<ITransportSession> waiters;
        lock (_lock)
        {
            _current = session;
            waiters = _nextSession;
            _nextSession = new TaskCompletionSource<ITransportSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiters.TrySetResult(session);
        _firstAttempt.TrySetResult();
    }

    private async Task ServeAsync(ITransportSession session, CancellationToken stopping)
    {
        var reason = "the connection was disposed";
        try
        {
            reason = await session.Closed.WaitAsync(stopping).ConfigureAwait(false);
            LastError = new TransportException(TransportError.Unavailable, reason);
            RpcTelemetry.Reconnects.Add(1);
        }
        finally
        {
            lock (_lock)
            {
                _current = null;
            }

            try
            {
                foreach (var participant in _participants)
                {
                    participant.OnSessionLost(session, reason);
                }
            }
            finally
            {
                // Closing takes its time where the link is dead, and the next session does not wait for it.
                _closing.RemoveAll(static closing => closing.IsCompleted);
                _closing.Add(session.DisposeAsync().AsTask());
            }
        }
    }

    private async Task OnFailedAsync(Exception exception, CancellationToken stopping)
    {
        LastError = exception;
        RpcTelemetry.FailedAttempts.Add(1);
        _firstAttempt.TrySetException(exception);
        _ = _firstAttempt.Task.Exception;
        var (refused, unanswered) = exception is TransportException transport
            ? (transport.Error is TransportError.Topology or TransportError.AccessRefused, transport.IsUnanswered)
            : default;
        _failures++;
        _refusals = unanswered ? 0 : _refusals + 1;
        var delay = refused ? RefusedRetry + Backoff.Next(1, RefusedJitter, RefusedJitter)
            : unanswered ? Backoff.Next(_failures, FirstRetry, UnansweredCap)
            : Backoff.Next(_refusals, FirstRetry, RetryCap);
        var milliseconds = (int)delay.TotalMilliseconds;
        if (refused)
        {
            RpcLog.ConnectRefused(_logger, Description, _failures, exception.Message, milliseconds);
        }
        else
        {
            RpcLog.ConnectFailed(_logger, Description, _failures, exception.Message, milliseconds);
        }

        try
        {
            await DelayAsync(delay, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken stopping) => Task.Delay(delay, _timeProvider, stopping);
}
