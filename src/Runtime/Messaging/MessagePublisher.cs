using System.Diagnostics;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>Publishes in the order of the calls and ends each publish exactly once. Up to a bound messages are on their way at once; what a lost session leaves open is
/// published again in the next one, in the same order and with the same id.</summary>
/// <remarks>All messages on their way belong to one session: the next one is used when the last has told the fate of each.</remarks>
internal sealed class MessagePublisher : IDisposable
{
    /// <summary>A message that ends each session it is published in must not end them for ever.</summary>
    private const int MaxAttempts = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DelayCap = TimeSpan.FromSeconds(1);

    private readonly SessionSupervisor _supervisor;
    private readonly FlowGate _gate;
    private readonly TimeProvider _timeProvider;
    private readonly int _maxOutstanding;
    private readonly DeadlineSweeper _sweeper;
    private readonly Lock _lock = new();
    private readonly LinkedList<PendingPublish> _waiting = [];
    private readonly LinkedList<PendingPublish> _posted = [];
    private readonly List<PendingPublish> _lost = [];
    private readonly HashSet<ExchangeDeclaration> _ready = [];
    private ITransportSession? _session;
    private ITransportSession? _readySession;
    private long _lastNumber;
    private bool _pumping;
    private bool _disposed;

    public MessagePublisher(SessionSupervisor supervisor, FlowGate gate, int maxOutstanding, TimeProvider timeProvider)
    {
        _supervisor = supervisor;
        _gate = gate;
        _timeProvider = timeProvider;
        _maxOutstanding = maxOutstanding;
        _sweeper = new DeadlineSweeper(timeProvider, EndDue);
    }

    /// <summary>Publishes a message; its span ends with it. One that belongs to a group ends there, and what is returned is completed.</summary>
    public ValueTask PublishAsync(
        ExchangeDeclaration exchange, in OutboundMessage message, TimeSpan timeout, Activity? activity, PublishGroup? group, CancellationToken cancellationToken)
    {
        var item = new PendingPublish(this, exchange, in message, Deadline.After(_timeProvider, timeout), activity) { Group = group };
        MessageTelemetry.Outstanding.Add(1);
        lock (_lock)
        {
            item.Number = ++_lastNumber;
            if (_disposed)
            {
                item.End(PublishFailure.Disposed(item));
                return item.Task;
            }

            _waiting.AddLast(item.Node);
            PostWaiting(_supervisor.Current);
        }

        _sweeper.Track(item.Deadline);
        if (cancellationToken.CanBeCanceled)
        {
            lock (_lock)
            {
                if (!item.IsEnded)
                {
                    item.Register(cancellationToken);
                }
            }
        }

        return item.Task;
    }

    /// <summary>The transport tells a message's fate.</summary>
    public void OnSettled(PendingPublish item, MessageFate fate, string? reason)
    {
        lock (_lock)
        {
            _posted.Remove(item.Node);
            item.MayBeAccepted |= fate == MessageFate.Lost;
            switch (fate)
            {
                case MessageFate.Confirmed:
                    item.End(null);
                    break;
                case MessageFate.Returned:
                    item.End(PublishFailure.Returned(item));
                    break;
                case MessageFate.Refused:
                    RpcTelemetry.Rejected.Add(1);
                    item.End(PublishFailure.Refused(item, reason));
                    break;
                case var _ when item.IsEnded:
                    break;
                case var _ when _disposed || item.Attempts == MaxAttempts:
                    item.End(PublishFailure.Lost(item, reason));
                    break;
                default:
                    _lost.Add(item);
                    break;
            }

            if (_posted.Count == 0)
            {
                TakeUpLost();
            }

            PostWaiting(_supervisor.Current);
        }
    }

    /// <summary>The caller does not wait any longer. What is on its way stays there.</summary>
    public void Cancel(PendingPublish item, OperationCanceledException exception)
    {
        lock (_lock)
        {
            Drop(item, exception);
        }
    }

    /// <summary>Ends all publishes that are open.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            TakeUpLost();
            while (_waiting.First?.Value is { } item)
            {
                Drop(item, PublishFailure.Disposed(item));
            }

            foreach (var item in _posted)
            {
                item.MayBeAccepted = true;
                item.End(PublishFailure.Disposed(item));
            }
        }

        _sweeper.Dispose();
    }

    private void Drop(PendingPublish item, Exception failure)
    {
        if (ReferenceEquals(item.Node.List, _waiting))
        {
            _waiting.Remove(item.Node);
        }

        item.End(failure);
    }

    /// <summary>What the last session has left open goes before what has not been sent yet.</summary>
    private void TakeUpLost()
    {
        _lost.Sort(static (one, other) => other.Number.CompareTo(one.Number));
        foreach (var item in _lost)
        {
            if (!item.IsEnded)
            {
                _waiting.AddFirst(item.Node);
            }
        }

        _lost.Clear();
    }

    /// <summary>Posts as much as there is room for; has the pump see to what stands in the way of the rest.</summary>
    private void PostWaiting(ITransportSession? session)
    {
        if (_pumping)
        {
            return;
        }

        while (_waiting.First?.Value is { } item && _posted.Count < _maxOutstanding && _lost.Count == 0)
        {
            if (session is not { IsClosed: false } || !_gate.IsOpen || !IsReady(session, item.Exchange))
            {
                _pumping = true;
                _ = PumpAsync();
                return;
            }

            if (_posted.Count > 0 && !ReferenceEquals(_session, session))
            {
                return;
            }

            _waiting.Remove(item.Node);
            _posted.AddLast(item.Node);
            _session = session;
            (item.Attempts++ == 0 ? MessageTelemetry.Published : MessageTelemetry.Republished).Add(1);
            session.Post(in item.Message, item);
        }
    }

    private bool IsReady(ITransportSession session, ExchangeDeclaration exchange) => ReferenceEquals(_readySession, session) && _ready.Contains(exchange);

    /// <summary>Waits for a session, for the broker to accept messages, and for the exchange of the first message.</summary>
    private async Task PumpAsync()
    {
        // Never in the caller's call, and not in his context either.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var failures = 0;
        while (FirstWaiting() is { } exchange)
        {
            TransportException? failure = null;
            ITransportSession? session = null;
            try
            {
                session = await _supervisor.GetSessionAsync(CancellationToken.None).ConfigureAwait(false);
                await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                await session.EnsureExchangeAsync(exchange, CancellationToken.None).ConfigureAwait(false);
                failures = 0;
            }
            catch (TransportException exception)
            {
                failure = exception;
                failures++;
            }

            if (Conclude(session, exchange, failure))
            {
                return;
            }

            if (failures > 0)
            {
                await Task.Delay(Backoff.Next(failures, FirstDelay, DelayCap), _timeProvider, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private ExchangeDeclaration? FirstWaiting()
    {
        lock (_lock)
        {
            _pumping = _waiting.First is not null && !_disposed;
            return _pumping ? _waiting.First!.Value.Exchange : null;
        }
    }

    /// <summary>Takes in what the pump has learnt; says whether it has nothing more to do.</summary>
    private bool Conclude(ITransportSession? session, ExchangeDeclaration exchange, TransportException? failure)
    {
        lock (_lock)
        {
            if (failure?.Error is TransportError.Topology or TransportError.AccessRefused)
            {
                foreach (var item in _waiting.Where(item => item.Exchange == exchange).ToArray())
                {
                    Drop(item, PublishFailure.OfTopology(item, failure));
                }
            }
            else if (failure is not null)
            {
                return false;
            }
            else if (session is { IsClosed: false })
            {
                if (!ReferenceEquals(_readySession, session))
                {
                    _readySession = session;
                    _ready.Clear();
                }

                _ready.Add(exchange);
            }

            _pumping = false;
            PostWaiting(_supervisor.Current);
            return true;
        }
    }

    private long EndDue(long now)
    {
        lock (_lock)
        {
            var next = long.MaxValue;
            EndDue(_waiting.First, now, ref next);
            EndDue(_posted.First, now, ref next);
            foreach (var item in _lost)
            {
                EndOne(item, now, ref next);
            }

            return next;
        }
    }

    private void EndDue(LinkedListNode<PendingPublish>? node, long now, ref long next)
    {
        while (node is not null)
        {
            // Its end may take it out.
            var following = node.Next;
            EndOne(node.Value, now, ref next);
            node = following;
        }
    }

    private void EndOne(PendingPublish item, long now, ref long next)
    {
        if (item.IsEnded)
        {
            return;
        }

        if (item.Deadline > now)
        {
            next = Math.Min(next, item.Deadline);
            return;
        }

        item.MayBeAccepted |= ReferenceEquals(item.Node.List, _posted);
        Drop(item, PublishFailure.DeadlineExceeded(item));
    }
}
