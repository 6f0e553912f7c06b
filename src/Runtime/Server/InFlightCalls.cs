namespace TypedRpc.Server;

/// <summary>The calls that a service holds, queued or running, found by who called and the call's number; and cancellations that came first.</summary>
internal sealed class InFlightCalls
{
    /// <summary>A cancellation can overtake its call, which may be at another server: this many are remembered.</summary>
    private const int MaxEarlyCancellations = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<CallKey, ServerCallContext> _calls = [];
    private readonly HashSet<CallKey> _cancelled = [];
    private readonly Queue<CallKey> _cancelledOrder = new();
    private TaskCompletionSource? _empty;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Adds a call, unless the same one is here already or was cancelled before it came.</summary>
    /// <param name="call">The call.</param>
    /// <param name="again">Whether it may run beside the same one: the answer of that one is lost with the session that it came in.</param>
    public bool TryAdd(ServerCallContext call, bool again)
    {
        lock (_lock)
        {
            if (_cancelled.Remove(call.Key))
            {
                return false;
            }

            if (again)
            {
                _calls[call.Key] = call;
                return true;
            }

            return _calls.TryAdd(call.Key, call);
        }
    }

    public void Remove(ServerCallContext call)
    {
        TaskCompletionSource? empty = null;
        lock (_lock)
        {
            if (_calls.TryGetValue(call.Key, out var found) && ReferenceEquals(found, call))
            {
                _calls.Remove(call.Key);
            }

            if (_calls.Count == 0)
            {
                empty = _empty;
                _empty = null;
            }
        }

        empty?.TrySetResult();
    }

    public void Cancel(CallKey key)
    {
        ServerCallContext? call;
        lock (_lock)
        {
            if (!_calls.TryGetValue(key, out call))
            {
                Remember(key);
                return;
            }
        }

        call.Cancel(CallEnd.Cancelled);
    }

    /// <summary>Finds the calls that are due, and says when to look again.</summary>
    public long CollectDue(long now, List<ServerCallContext> due)
    {
        var next = long.MaxValue;
        lock (_lock)
        {
            foreach (var call in _calls.Values)
            {
                var time = call.Due;
                if (time <= now)
                {
                    due.Add(call);

                    // Something will have been done about it, but that need not be its end.
                    time = Math.Max(now, call.Delivery.SettleBy);
                }

                next = Math.Min(next, time);
            }
        }

        return next;
    }

    /// <summary>Counts handlers that go on although the deadline of their call passed some time ago: nobody waits, and each holds a place.</summary>
    public int CountOverdue(TimeProvider timeProvider, TimeSpan grace)
    {
        var now = timeProvider.GetTimestamp();
        lock (_lock)
        {
            return _calls.Values.Count(call => call.Phase == CallPhase.Executing && call.Deadline < now && timeProvider.GetElapsedTime(call.Deadline, now) >= grace);
        }
    }

    public List<ServerCallContext> Snapshot()
    {
        lock (_lock)
        {
            return [.. _calls.Values];
        }
    }

    public Task WhenEmpty()
    {
        lock (_lock)
        {
            return _calls.Count == 0 ? Task.CompletedTask : (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Remember(CallKey key)
    {
        if (_cancelled.Add(key))
        {
            _cancelledOrder.Enqueue(key);
            if (_cancelledOrder.Count > MaxEarlyCancellations)
            {
                _cancelled.Remove(_cancelledOrder.Dequeue());
            }
        }
    }
}
