using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Settles the messages of one channel, many at a time.</summary>
/// <remarks>
/// It takes a hop over the thread pool, some more while most of what was delivered is still open, and what is done by then goes along. What is done from the oldest on takes one frame; what lies behind a message
/// still open is settled by itself, so that it does not use up the prefetch.
/// </remarks>
internal sealed class Acknowledger(RabbitMqSession session, IChannel channel, TimeSpan timeout) : IThreadPoolWorkItem
{
    /// <summary>Hops that acknowledgements wait for others at most.</summary>
    private const int MaxHops = 8;

    private readonly Lock _lock = new();
    private readonly SettlementWindow _window = new();
    private readonly List<Settlement> _due = [];
    private TaskCompletionSource? _idle;
    private bool _busy;
    private int _hops;

    /// <summary>Notes a message that has to be settled. Messages come in the order of their tags.</summary>
    public void OnDelivered(ulong tag)
    {
        lock (_lock)
        {
            _window.Add(tag);
        }
    }

    /// <summary>Settles a message, soon.</summary>
    public void Settle(ulong tag, MessageSettlement settlement)
    {
        lock (_lock)
        {
            _window.Settle(tag, settlement);
            if (_busy)
            {
                return;
            }

            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Completes when what has been settled so far has been told to the broker.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return _busy ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (WaitsForMore())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            _ = SendDueAsync();
        }
    }

    private bool WaitsForMore()
    {
        lock (_lock)
        {
            _hops = _hops < MaxHops && _window.ExpectsMore ? _hops + 1 : 0;
            return _hops > 0;
        }
    }

    private async Task SendDueAsync()
    {
        if (!TakeDue())
        {
            return;
        }

        foreach (var settlement in _due)
        {
            await SendAsync(settlement).ConfigureAwait(false);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TakeDue()
    {
        TaskCompletionSource? idle;
        lock (_lock)
        {
            _due.Clear();
            _window.TakeDue(_due);
            if (_due.Count > 0)
            {
                return true;
            }

            _busy = false;
            idle = _idle;
            _idle = null;
        }

        idle?.TrySetResult();
        return false;
    }

    // An acknowledgement belongs to its channel: when that is gone the broker delivers the message again, and there is nothing to report.
    private async ValueTask SendAsync(Settlement settlement)
    {
        if (session.IsClosed)
        {
            return;
        }

        try
        {
            var sending = settlement.How == MessageSettlement.Accept
                ? channel.BasicAckAsync(settlement.Tag, settlement.Multiple, CancellationToken.None)
                : channel.BasicRejectAsync(settlement.Tag, settlement.How == MessageSettlement.Requeue, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(timeout).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong, the message is unsettled: the session ends, and the broker delivers it again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.GiveUp($"a message could not be settled: {exception.Message}");
        }
    }
}
