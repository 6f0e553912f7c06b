using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MessagePack;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Server;

/// <summary>One call on the server: its arguments, its token, its answer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "OnHandedOver, which ends every call, disposes the reply.")]
internal sealed class ServerCallContext : ServerCall, IReply
{
    private readonly RequestHeaders? _headers;
    private readonly int _argumentsStart;
    private readonly int _argumentsLength;
    private CancellationTokenSource? _cancellation;
    private int _end;
    private int _stage;
    private PooledBufferWriter? _reply;
    private PooledBufferWriter? _frame;

    public ServerCallContext(Delivery delivery, RpcMethodInfo method, in Frame frame, RequestHeaders? headers)
    {
        // Where they are in the message instead of a reference: this object is the one thing that each call allocates.
        MemoryMarshal.TryGetArray(frame.Payload, out var arguments);
        _argumentsStart = arguments.Offset;
        _argumentsLength = arguments.Count;
        Delivery = delivery;
        Info = method;
        _headers = headers;
        Attempt = Math.Max(frame.Attempt, 1);
        CallId = method.OneWay ? delivery.Endpoint.NextOneWayId() : frame.CallId;
        Deadline = Transport.Deadline.AfterMilliseconds(delivery.Endpoint.TimeProvider, frame.TimeoutMilliseconds, delivery.Arrived);
    }

    public Delivery Delivery { get; }

    public IReply? Next { get; set; }

    PooledBufferWriter IReply.Frame => _frame!;

    public RpcMethodInfo Info { get; }

    public ulong CallId { get; }

    public CallKey Key => new(Info.OneWay ? null : Delivery.Line!.ReplyTo, CallId);

    public long Deadline { get; }

    public CallPhase Phase { get; private set; }

    public FaultCodec[] Faults { get; private set; } = [];

    /// <summary>Timestamp at which something has to be done about it: fire its token, drop an answer that nobody waits for, or settle its message at the latest.</summary>
    public long Due => Stage switch
    {
        CallStage.Open => IsCancelled ? Delivery.SettleBy : Math.Min(Deadline, Delivery.SettleBy),
        CallStage.Ended => long.MaxValue,

        // One second more: an answer that is made just then leaves within it, unless the broker takes nothing.
        _ => Math.Min(Deadline, Delivery.SettleBy) + Delivery.Endpoint.TimeProvider.TimestampFrequency,
    };

    /// <summary>Whether there is an answer, sent or not.</summary>
    public bool IsAnswered => Stage != CallStage.Open;

    private CallStage Stage => (CallStage)Volatile.Read(ref _stage);

    public CallEnd Ending => (CallEnd)Volatile.Read(ref _end);

    public bool IsCancelled => Ending != CallEnd.None;

    public override int MethodIndex => Info.Index;

    public override IReadOnlyDictionary<string, string> Headers => _headers?.Headers ?? RequestHeaders.None;

    public override string Method => Info.FullName;

    public override TimeSpan Remaining => Deadline == long.MaxValue ? Timeout.InfiniteTimeSpan : Transport.Deadline.Remaining(Delivery.Endpoint.TimeProvider, Deadline);

    public override bool Redelivered => Delivery.Redelivered;

    public override int Attempt { get; }

    public override string? Caller => Delivery.Caller;

    public override CancellationToken CancellationToken
    {
        get
        {
            var source = Volatile.Read(ref _cancellation);
            if (source is null)
            {
                var created = new CancellationTokenSource();
                source = Interlocked.CompareExchange(ref _cancellation, created, null) ?? created;

                // A cancellation that came while there was no source has only left its mark.
                if (IsCancelled)
                {
                    source.Cancel();
                }
            }

            return source.Token;
        }
    }

    /// <summary>Its message and the line of its client count it from here to its end.</summary>
    public void Begin()
    {
        Delivery.AddCall();
        Delivery.Line?.OnAccepted();
    }

    /// <summary>Fires the token, once.</summary>
    public void Cancel(CallEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, (int)CallEnd.None) == (int)CallEnd.None && Volatile.Read(ref _cancellation) is { } source)
        {
            _ = FireAsync(source);
        }
    }

    public override TArguments ReadArguments<TArguments, TResult>(RpcMethod<TArguments, TResult> method)
    {
        Phase = CallPhase.Decoding;
        Faults = method.Faults;
        var payload = Delivery.Slice(_argumentsStart, _argumentsLength);
        PayloadShape.Check(payload.Span);
        var reader = new MessagePackReader(payload);

        // What is not read are arguments of a later version of the contract.
        var arguments = method.ReadArguments(ref reader, reader.ReadArrayHeader());
        Phase = CallPhase.Executing;
        return arguments;
    }

    public override void WriteResult<TArguments, TResult>(RpcMethod<TArguments, TResult> method, TResult result)
    {
        Phase = CallPhase.Encoding;
        var reply = PooledBufferWriter.Rent(Delivery.Endpoint.Options.MaxMessageSize);
        try
        {
            var payload = FrameWriter.BeginResult(reply, CallId);
            var writer = new MessagePackWriter(reply);
            method.WriteResult(ref writer, result);
            writer.Flush();
            FrameWriter.EndPayload(reply, payload);
        }
        catch
        {
            reply.Dispose();
            throw;
        }

        // Only now: a stopping server may answer in the handler's place at any time.
        _reply = reply;
        Phase = CallPhase.Done;
    }

    /// <summary>Runs the call to its end; never throws.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunAsync()
    {
        var timeProvider = Delivery.Endpoint.TimeProvider;
        if (IsCancelled || timeProvider.GetTimestamp() >= Deadline)
        {
            RpcTelemetry.Expired.Add(1);
            var status = Ending == CallEnd.Cancelled ? RpcStatusCode.Cancelled : RpcStatusCode.DeadlineExceeded;
            RefuseUnstarted(status, $"{Method} was not executed: its deadline had passed or its caller had cancelled it.");
            return;
        }

        SetCurrent(this);
        var activity = RpcTelemetry.StartServer(Info, _headers?.Trace ?? default);
        RpcTelemetry.ActiveCalls.Add(1);
        RpcTelemetry.RecordQueueWait(timeProvider, Delivery.Arrived);

        var fault = default(ServerFault);
        try
        {
            await Delivery.Endpoint.Dispatcher.DispatchAsync(this).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a handler throws, its caller gets an answer and the message is settled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = Delivery.Endpoint.Faults.Map(this, exception);
        }

        RpcTelemetry.ActiveCalls.Add(-1);
        RpcTelemetry.Record(RpcTelemetry.ServerDuration, Method, fault.Status, timeProvider, Delivery.Arrived);
        RpcTelemetry.Stop(activity, fault.Status, fault.Message);
        Answer(in fault);
    }

    /// <summary>Answers without running.</summary>
    public void RefuseUnstarted(RpcStatusCode status, string message)
    {
        RpcTelemetry.RecordUnstarted(Info, _headers?.Trace ?? default, status, message, Delivery.Endpoint.TimeProvider, Delivery.Arrived);
        Refuse(status, CallOutcome.NotExecuted, message);
    }

    /// <summary>Answers without running, or without waiting for what runs.</summary>
    public void Refuse(RpcStatusCode status, CallOutcome outcome, string message) => Answer(new ServerFault(status, outcome, message));

    /// <summary>Gives a call that was never started back to the broker.</summary>
    public void Return()
    {
        if (TryStep(CallStage.Open, CallStage.Ended))
        {
            Delivery.LeaveUnsettled();
            End();
        }
    }

    /// <summary>Nobody waits for the answer any more: what is not on its way by now is dropped, and the message settled, however long the broker takes nothing.</summary>
    public void DropReply()
    {
        if (TryStep(CallStage.Answered, CallStage.Ended))
        {
            // Still in the line, which passes over it.
            Interlocked.Exchange(ref _frame, null)?.Dispose();
        }
        else if (!TryStep(CallStage.Sending, CallStage.Ended))
        {
            return;
        }

        RpcTelemetry.LostReplies.Add(1);
        End();
    }

    bool IReply.TryTake()
    {
        if (TryStep(CallStage.Answered, CallStage.Sending) || Stage == CallStage.Sending)
        {
            return true;
        }

        Interlocked.Exchange(ref _frame, null)?.Dispose();
        return false;
    }

    void IReply.OnHandedOver(bool sent)
    {
        _frame!.Dispose();
        if (!TryStep(CallStage.Sending, CallStage.Ended))
        {
            return;
        }

        if (!sent)
        {
            RpcTelemetry.LostReplies.Add(1);
        }

        End();
    }

    private async Task FireAsync(CancellationTokenSource source)
    {
        try
        {
            // Not inline: registrations are user code.
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            Delivery.Endpoint.Faults.OnCallbackFailed(Method, exception);
        }
    }

    private void Answer(in ServerFault fault)
    {
        var reply = Interlocked.Exchange(ref _reply, null);
        if (!TryStep(CallStage.Open, Info.OneWay ? CallStage.Ended : CallStage.Answered))
        {
            // Somebody has answered in the handler's place: a stopping server, or one whose handler took too long.
            reply?.Dispose();
            return;
        }

        if (Info.OneWay)
        {
            if (fault.Status != RpcStatusCode.OK)
            {
                Delivery.GiveUp();
            }

            reply?.Dispose();
            End();
            return;
        }

        if (fault.Status != RpcStatusCode.OK || reply is null)
        {
            reply?.Dispose();
            reply = Delivery.Endpoint.Replies.EncodeFault(this, Delivery.Truth(in fault));
        }

        _frame = reply;
        Delivery.Line!.Send(this);
        if (IsCancelled && Stage != CallStage.Ended)
        {
            Delivery.Endpoint.DropWhenDue(this);
        }
    }

    private bool TryStep(CallStage from, CallStage to) => Interlocked.CompareExchange(ref _stage, (int)to, (int)from) == (int)from;

    private void End()
    {
        Delivery.Endpoint.Calls.Remove(this);
        Delivery.Line?.OnAnswered();
        Delivery.CompleteOne();
    }
}
