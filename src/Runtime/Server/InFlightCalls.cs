using System.Runtime.InteropServices;

namespace TypedRpc.Server;

/// <summary>The calls that a service holds, queued or running, found by who called and the call's number; and cancellations that came first.</summary>
internal sealed class InFlightCalls(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CallKey, ServerCallContext> _calls = [];
    private readonly EarlyCancellations _cancelled = new(timeProvider);
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
            if (_cancelled.Take(call.Key))
            {
                return false;
            }

            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_calls, call.Key, out var isHeld);
            if (isHeld && !again)
            {
                return false;
            }

            // Before anyone finds it here: a stopping server ends what it finds, and the message must not be settled while it is still taken apart.
            call.Begin();
            held = call;
            return true;
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
                _cancelled.Add(key);
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
    public int CountOverdue(TimeSpan grace)
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
}
