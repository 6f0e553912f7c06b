using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>All clients of one connection: starts calls, and ends each exactly once.</summary>
internal sealed class RpcClient : ISessionObserver, ISessionParticipant, IDisposable
{
    private readonly TypedRpcOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly SessionSupervisor _supervisor;
    private readonly PendingCallTable _pending;
    private readonly DeadlineSweeper _sweeper;
    private readonly FlowGate _gate = new();
    private readonly CallSender _sender;
    private readonly ReplyReceiver _receiver;
    private readonly ConcurrentDictionary<string, ServiceChannel> _channels = new();
    private volatile bool _disposed;

    public RpcClient(
        Func<RpcClient, SessionSupervisor> supervisor, TypedRpcOptions options, RpcSerializer serializer, TimeProvider timeProvider, ILogger logger)
    {
        _options = options;
        Serializer = serializer;
        _timeProvider = timeProvider;
        _logger = logger;
        _supervisor = supervisor(this);
        _pending = new PendingCallTable(options.MaxPendingCalls);
        _sweeper = new DeadlineSweeper(timeProvider, EndDue);
        _sender = new CallSender(this, _supervisor, _pending, _gate, timeProvider);
        _receiver = new ReplyReceiver(this, _pending, _sender, new ControlSender(_pending, timeProvider), new StrayReplies(timeProvider, logger), logger, new LogRateLimit(timeProvider));
        OneWay = new OneWaySender(this, _supervisor, _gate, _pending, _sender.Budget, timeProvider);
    }

    public RpcSerializer Serializer { get; }

    public OneWaySender OneWay { get; }

    public SessionSupervisor Supervisor => _supervisor;

    public FlowGate Gate => _gate;

    public int PendingCalls => _pending.Count;

    public string? BlockedReason => _gate.Reason;

    public ClientInvoker CreateInvoker(RpcServiceInfo service) =>
        new(this, _channels.GetOrAdd(service.Queue, static (_, state) => new ServiceChannel(state.service, state.client._options, state.client._sender), (service, client: this)), new CallOptions());

    public bool Start<TArguments, TResult>(
        ServiceChannel channel,
        RpcMethod<TArguments, TResult> method,
        in TArguments arguments,
        CallOptions options,
        CancellationToken cancellationToken,
        [NotNullWhen(true)] out PendingCall<TArguments, TResult>? call,
        [NotNullWhen(false)] out Exception? failure)
    {
        call = null;
        if (cancellationToken.IsCancellationRequested)
        {
            failure = new OperationCanceledException(cancellationToken);
            return false;
        }

        var started = _timeProvider.GetTimestamp();
        var activity = RpcTelemetry.StartClient(method.Info);
        failure = CheckTimeout(method.Info, options, out var timeout);
        call = PendingCall<TArguments, TResult>.Rent(this, channel, method, options, _options.MaxMessageSize, cancellationToken);
        call.Deadline = Deadline.After(_timeProvider, timeout, started);
        call.Started = started;
        call.Activity = activity;
        failure ??= TryEncode(method, in arguments, options, activity ?? Activity.Current, call.Frame) ?? TryAdd(call);
        if (failure is null)
        {
            var alone = call.Line.OnStarted();
            _sweeper.Track(call.Deadline);
            call.RegisterCancellation();
            if (CheckOpen(method.Info) is { } closed)
            {
                // Not before it is in the table: a disposal in between would leave it to its deadline.
                End(call, closed);
            }
            else
            {
                call.Line.Send(call, alone);
            }
        }
        else
        {
            call.Release();
            call = null;
            Report(method.Info, started, activity, failure);
        }

        return failure is null;
    }

    public PooledBufferWriter RentFrame() => PooledBufferWriter.Rent(_options.MaxMessageSize);

    /// <summary>Encodes a request; what fails here fails before any I/O.</summary>
    public RpcException? TryEncode<TArguments, TResult>(
        RpcMethod<TArguments, TResult> method, in TArguments arguments, CallOptions options, Activity? activity, PooledBufferWriter frame)
    {
        try
        {
            RequestEncoder.Encode(frame, method, in arguments, options.Headers, TraceParent.Of(activity));
            return null;
        }
#pragma warning disable CA1031 // Formatters of users throw whatever they like.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return EncodeFailure.Of($"The request of {method.Info.FullName}", method.Info.FullName, _options.MaxMessageSize, exception);
        }
    }

    /// <summary>The time that a call has: its own, within what is left to the call that the caller serves.</summary>
    public RpcException? CheckTimeout(RpcMethodInfo method, CallOptions options, out TimeSpan timeout)
    {
        timeout = options.Timeout ?? method.Timeout ?? _options.DefaultTimeout;
        var inherited = RpcContext.TryGetCurrent()?.Remaining ?? Timeout.InfiniteTimeSpan;
        if (inherited != Timeout.InfiniteTimeSpan && inherited < timeout)
        {
            timeout = inherited;
        }

        return timeout > TimeSpan.Zero ? null : RpcException.ByRuntime(
            RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted, $"{method.FullName} was not sent: the deadline of the call that is being served has passed.");
    }

    public RpcException? CheckOpen(RpcMethodInfo method) => !_disposed ? null : RpcException.ByRuntime(
        RpcStatusCode.Unavailable, CallOutcome.NotExecuted, $"{method.FullName} was not sent: the connection has been disposed.");

    public RpcException TooManyPending(RpcMethodInfo method) => RpcException.ByRuntime(
        RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted,
        $"{method.FullName} was not sent: {_options.MaxPendingCalls:N0} calls wait for their answer already (TypedRpcOptions.MaxPendingCalls).");

    /// <summary>Ends a call with an error.</summary>
    public void End(PendingCall call, Exception exception)
    {
        if (call.TryEnd())
        {
            Fail(call, exception);
        }
    }

    public void Cancel(PendingCall call)
    {
        if (!call.TryEnd())
        {
            return;
        }

        // A cancelled call ends here and now; that the servers hear of it is best effort.
        Fail(call, new OperationCanceledException(call.CancellationToken));
        if (call is { WasSent: true, Session: { IsClosed: false } session })
        {
            ControlSender.SendCancel(call, session);
        }
    }

    public void Forget(PendingCall call)
    {
        _pending.Remove(call);
        call.Line.OnEnded();
        RpcTelemetry.PendingCalls.Add(-1);
    }

    public void Finish(PendingCall call, RpcStatusCode status, string? description)
    {
        RpcTelemetry.Record(RpcTelemetry.ClientDuration, call.Method.FullName, status, _timeProvider, call.Started);
        RpcTelemetry.Stop(call.Activity, status, description);
    }

    /// <summary>Reports a call that never became a pending one.</summary>
    public void Report(RpcMethodInfo method, long started, Activity? activity, Exception? failure)
    {
        var status = failure switch
        {
            null => RpcStatusCode.OK,
            RpcException rpc => rpc.StatusCode,
            _ => RpcStatusCode.Cancelled,
        };
        RpcTelemetry.Record(RpcTelemetry.ClientDuration, method.FullName, status, _timeProvider, started);
        RpcTelemetry.Stop(activity, status, failure?.Message);
    }

    public void OnReply(in InboundMessage message) => _receiver.OnReply(in message);

    public void OnReturned(in InboundMessage message) => _receiver.OnReturned(in message);

    public void OnBlocked(ITransportSession session, string? reason)
    {
        if (_gate.Set(session, reason))
        {
            OnGateChanged(reason);
        }
    }

    private void OnGateChanged(string? reason)
    {
        RpcTelemetry.Blocked.Add(reason is null ? -1 : 1);
        if (reason is null)
        {
            RpcLog.Unblocked(_logger, _supervisor.Description);
        }
        else
        {
            RpcLog.Blocked(_logger, _supervisor.Description, reason);
        }
    }

    private void OpenGate(ITransportSession? living)
    {
        if (_gate.Forget(living))
        {
            OnGateChanged(null);
        }
    }

    public ValueTask PrepareAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        // One that was blocked and failed before it was complete is never reported lost.
        OpenGate(session);
        return ValueTask.CompletedTask;
    }

    public void OnSessionLost(ITransportSession session, string reason)
    {
        OpenGate(null);
        var pending = _pending.Snapshot();
        var lost = pending.FindAll(call => ReferenceEquals(call.Session, session) && call.ActiveAttempt > 0);
        if (!_disposed)
        {
            RpcLog.ConnectionLost(_logger, _supervisor.Description, reason, lost.Count);
        }

        foreach (var call in lost)
        {
            _sender.FailAttempt(
                call,
                call.ActiveAttempt,
                RpcStatusCode.Unavailable,
                call.HandedOver ? CallOutcome.Unknown : CallOutcome.NotExecuted,
                $"The connection to {_supervisor.Description} was lost before the answer of {call.Method.FullName} came: {reason}");
        }

        pending.ForEach(static call => call.Release());
    }

    public void Dispose()
    {
        _disposed = true;
        var pending = _pending.Snapshot();
        var ended = pending.FindAll(static call => call.TryEnd());
        foreach (var call in ended)
        {
            Fail(call, RpcException.ByRuntime(
                RpcStatusCode.Cancelled, call.WasSent ? CallOutcome.Unknown : CallOutcome.NotExecuted, $"The connection was disposed before the answer of {call.Method.FullName} came."));
        }

        // Only now: whoever waits is told first, however many there are.
        foreach (var call in ended)
        {
            if (call is { WasSent: true, Session: { IsClosed: false } session })
            {
                ControlSender.SendCancel(call, session);
            }
        }

        pending.ForEach(static call => call.Release());
        _sweeper.Dispose();
    }

    private RpcException? TryAdd(PendingCall call)
    {
        if (!_pending.TryAdd(call))
        {
            return TooManyPending(call.Method);
        }

        RpcTelemetry.PendingCalls.Add(1);
        return null;
    }

    private long EndDue(long now)
    {
        var due = new List<PendingCall>();
        var next = _pending.CollectDue(now, due);
        foreach (var call in due)
        {
            // Ended first: what it says of the outcome must not change any more.
            if (call.TryEnd())
            {
                if (call.WasSent && call.Channel.Answers == call.AnswersBefore)
                {
                    call.Session?.OnUnanswered();
                }

                Fail(call, DeadlineExceeded(call.Method, call.WasSent));
            }

            call.Release();
        }

        return next;
    }

    public RpcException DeadlineExceeded(RpcMethodInfo method, bool wasSent)
    {
        var why = wasSent ? "no answer came" : _gate.Reason is { } blocked
            ? $"it was not sent, because {_supervisor.Description} does not accept messages ({blocked})"
            : _supervisor.Current is { IsClosed: false } ? $"it was not sent, because {_supervisor.Description} did not answer in time"
            : $"it was not sent, because there is no connection to {_supervisor.Description}{(_supervisor.LastError is { } error ? $" ({error.Message})" : string.Empty)}";
        return RpcException.ByRuntime(
            RpcStatusCode.DeadlineExceeded, wasSent ? CallOutcome.Unknown : CallOutcome.NotExecuted, $"The deadline of {method.FullName} passed: {why}.");
    }

    private void Fail(PendingCall call, Exception exception)
    {
        Finish(call, exception is RpcException rpc ? rpc.StatusCode : RpcStatusCode.Cancelled, exception.Message);
        call.Fail(exception);
    }
}
