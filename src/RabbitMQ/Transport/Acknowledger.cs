using System.Diagnostics.CodeAnalysis;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Settles the messages of one channel, many at a time.</summary>
/// <remarks>
/// A message that is done waits until a quarter of the prefetch is, or <see cref="Delay"/> has passed. What is done from the oldest on then takes one frame;
/// what lies behind a message still open is settled by itself, so that it does not use up the prefetch.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A timer that fires once holds nothing when it is not set.")]
internal sealed class Acknowledger : IThreadPoolWorkItem
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);

    private readonly RabbitMqSession _session;
    private readonly IChannel _channel;
    private readonly TimeSpan _timeout;
    private readonly int _enough;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly SettlementWindow _window = new();
    private readonly List<Settlement> _due = [];
    private TaskCompletionSource? _idle;
    private int _done;
    private bool _busy;

    public Acknowledger(RabbitMqSession session, IChannel channel, int prefetch, TimeSpan timeout, TimeProvider timeProvider)
    {
        _session = session;
        _channel = channel;
        _timeout = timeout;
        _enough = Math.Max(1, prefetch / 4);
        _timer = timeProvider.CreateTimer(static state => ((Acknowledger)state!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes a message that has to be settled. Messages come in the order of their tags.</summary>
    public void OnDelivered(ulong tag)
    {
        lock (_lock)
        {
            _window.Add(tag);
        }
    }

    /// <summary>Settles a message, soon.</summary>
    public void Settle(ulong tag, bool accepted)
    {
        lock (_lock)
        {
            _window.Settle(tag, accepted);
            if (++_done == 1 && _enough > 1)
            {
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            }

            if (_done < _enough)
            {
                return;
            }
        }

        Flush();
    }

    /// <summary>Completes when what has been settled so far has been told to the broker.</summary>
    public Task FlushAsync()
    {
        Task idle;
        lock (_lock)
        {
            if (!_busy && _done == 0)
            {
                return Task.CompletedTask;
            }

            idle = (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        Flush();
        return idle;
    }

    void IThreadPoolWorkItem.Execute() => _ = SendDueAsync();

    private void Flush()
    {
        lock (_lock)
        {
            if (_busy)
            {
                return;
            }

            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task SendDueAsync()
    {
        while (TakeDue())
        {
            foreach (var settlement in _due)
            {
                await SendAsync(settlement).ConfigureAwait(false);
            }
        }
    }

    private bool TakeDue()
    {
        TaskCompletionSource? idle;
        lock (_lock)
        {
            _due.Clear();
            _window.TakeDue(_due);
            _done = 0;
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
        if (_session.IsClosed)
        {
            return;
        }

        try
        {
            var sending = settlement.Accepted
                ? _channel.BasicAckAsync(settlement.Tag, settlement.Multiple, CancellationToken.None)
                : _channel.BasicRejectAsync(settlement.Tag, requeue: false, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(_timeout).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong, the message is unsettled: the session ends, and the broker delivers it again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _session.Close($"a message could not be settled: {exception.Message}");
        }
    }
}
