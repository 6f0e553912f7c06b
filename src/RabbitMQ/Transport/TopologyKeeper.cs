using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>
/// Makes sure, again and again, of what a session depends on. When somebody deletes an exchange or a binding, nobody is told: without this a server would
/// wait for ever at a queue that nothing leads to, and a client for answers that no binding brings.
/// </summary>
/// <param name="session">Ends when something is missing and cannot be made.</param>
/// <param name="interval">Time between two looks: each opens a channel a step, and a fleet of idle clients must not be a load on the broker.</param>
/// <param name="ended">Fires when the session has ended.</param>
internal sealed class TopologyKeeper(RabbitMqSession session, TimeSpan interval, CancellationToken ended)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, Func<CancellationToken, Task>> _steps = [];
    private bool _started;

    /// <summary>Repeats a step, which does nothing when all is there, until it is removed or the session ends.</summary>
    public void Add(object owner, Func<CancellationToken, Task> step)
    {
        lock (_lock)
        {
            _steps[owner] = step;
            if (_started || interval == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            _started = true;
        }

        _ = RunAsync();
    }

    public void Remove(object owner)
    {
        lock (_lock)
        {
            _steps.Remove(owner);
        }
    }

    /// <summary>Makes sure now; never fails.</summary>
    public async Task LookAsync()
    {
        foreach (var (owner, step) in Steps())
        {
            await RunAsync(owner, step).ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                await LookAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The session has ended.
        }
    }

    private async Task RunAsync(object owner, Func<CancellationToken, Task> step)
    {
        try
        {
            await step(CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever is wrong, the next session finds it out and says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // What a consumer needs may go while the consumer does.
            if (session.IsClosed || !Steps().Exists(entry => ReferenceEquals(entry.Key, owner)))
            {
                return;
            }

            if (exception is TransportException { Error: TransportError.Unavailable })
            {
                session.GiveUp(exception.Message);
            }
            else
            {
                session.Close(exception.Message);
            }
        }
    }

    private List<KeyValuePair<object, Func<CancellationToken, Task>>> Steps()
    {
        lock (_lock)
        {
            return [.. _steps];
        }
    }
}
