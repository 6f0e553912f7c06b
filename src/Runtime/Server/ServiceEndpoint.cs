using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>Serves one contract: takes its messages apart, decides about each call, and has the accepted ones run.</summary>
internal sealed class ServiceEndpoint : IDeliveryHandler, IDisposable
{
    /// <summary>How long a stopping server waits for its last answers to be handed over.</summary>
    private static readonly TimeSpan LastReplies = TimeSpan.FromSeconds(2);

    /// <summary>A handler that still runs so long after its call's deadline ignores its token.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly RpcServiceInfo _service;
    private readonly MethodTable _methods;
    private readonly ServiceBinding _binding;
    private readonly Admission _admission;
    private readonly RequestScheduler _scheduler;
    private readonly DeadlineSweeper _sweeper;
    private readonly ILogger _logger;
    private readonly LogRateLimit _rateLimit;
    private readonly Lock _drainLock = new();
    private IServiceConsumer? _consumer;
    private volatile bool _draining;
    private int _hasServed;
    private ulong _oneWayId;
    private Task? _drain;

    public ServiceEndpoint(RpcServiceInfo service, ServiceDispatcher dispatcher, ServiceOptions serviceOptions, TypedRpcOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _service = service;
        _logger = logger;
        Dispatcher = dispatcher;
        Options = options;
        TimeProvider = timeProvider;
        MaxHandlerTime = serviceOptions.MaxHandlerTime;
        _methods = new MethodTable(service);
        _rateLimit = new LogRateLimit(timeProvider);
        _admission = new Admission(service, options, logger, _rateLimit);
        _scheduler = new RequestScheduler(serviceOptions.MaxConcurrentCalls);
        _sweeper = new DeadlineSweeper(timeProvider, EndDue);
        Calls = new InFlightCalls(timeProvider);
        Faults = new FaultMapper(options, logger);
        Replies = new ReplySender(service, options, logger, _rateLimit);
        Lines = new ReplyLines(Replies, options.Coalescing);
        var address = new ServiceAddress(service.Exchange, service.ExchangeType, service.ReplyExchange, options.DeclareTopology);
        _binding = new ServiceBinding(address, service.Queue, [.. service.Methods.Select(static method => method.RoutingKey)], service.ControlKey, serviceOptions);
    }

    public ServiceDispatcher Dispatcher { get; }

    public TypedRpcOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    public TimeSpan MaxHandlerTime { get; }

    public FaultMapper Faults { get; }

    public ReplySender Replies { get; }

    public ReplyLines Lines { get; }

    public InFlightCalls Calls { get; }

    public string Queue => _service.Queue;

    public string Name => _service.Name;

    /// <summary>Handlers that ignore their token.</summary>
    public int OverdueCalls => Calls.CountOverdue(Grace);

    /// <summary>Whether such handlers hold every place, so that nothing else can run.</summary>
    public bool IsStuck => OverdueCalls >= _binding.Options.MaxConcurrentCalls;

    public ulong NextOneWayId() => Interlocked.Increment(ref _oneWayId);

    public async ValueTask ConsumeAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        if (_draining)
        {
            return;
        }

        Interlocked.Exchange(ref _consumer, await session.ConsumeAsync(_binding, this, cancellationToken).ConfigureAwait(false));
        if (_draining && Interlocked.Exchange(ref _consumer, null) is { } late)
        {
            // The service was stopped while its consumer was set up, and the drain has not seen it.
            await late.StopAsync(cancellationToken).ConfigureAwait(false);
            await late.CloseAsync().ConfigureAwait(false);
            return;
        }

        // Once: a host of many services says with each new session that it is connected, and that is all there is to say.
        var level = Interlocked.Exchange(ref _hasServed, 1) == 0 ? LogLevel.Information : LogLevel.Debug;
        RpcLog.Serving(_logger, level, _service.Name, _service.Queue, _binding.Options.MaxConcurrentCalls);
    }

    public void OnRequest(IServiceConsumer consumer, in InboundMessage message)
    {
        var delivery = new Delivery(this, consumer, in message);
        var body = delivery.Body;
        var unreadable = message.WhyUnreadable();
        RpcMethodInfo? method = null;
        do
        {
            var before = body.Length;
            if (!FrameReader.TryRead(ref body, out var frame, out var error) || unreadable is not null)
            {
                OnMalformed(delivery, in frame, unreadable ?? error!);
                break;
            }

            if (frame.Kind != FrameKind.Call)
            {
                OnMalformed(delivery, in frame, $"a {frame.Kind} frame in a request");
                break;
            }

            Accept(delivery, in frame, ref method, tooLarge: before - body.Length > Options.MaxMessageSize);
        }
        while (!body.IsEmpty);

        delivery.CompleteOne();
    }

    public void OnControl(IServiceConsumer consumer, in InboundMessage message)
    {
        var unreadable = Delivery.IsReplyAddress(message.ReplyTo) ? message.WhyUnreadable() : "a control message without a usable reply-to";
        var body = message.Body;
        do
        {
            if (!FrameReader.TryRead(ref body, out var frame, out var error) || unreadable is not null)
            {
                ReportMalformed(unreadable ?? error!);
                return;
            }

            if (frame.Kind == FrameKind.Cancel)
            {
                Calls.Cancel(new CallKey(message.ReplyTo, frame.CallId));
            }
            else if (frame.Kind == FrameKind.Call)
            {
                // A client asks why its request was unroutable. Whatever the answer, nothing is executed.
                var fault = _methods.Find(frame.Method) is { } method
                    ? new ServerFault(RpcStatusCode.Unavailable, CallOutcome.NotExecuted, $"The queue of {_service.Name} was not bound for {method.FullName} when the request came.")
                    : Unimplemented(in frame);
                Replies.SendFault(Lines.Get(consumer.Session, message.ReplyTo!), frame.CallId, fault);
            }
            else
            {
                ReportMalformed($"a {frame.Kind} frame in a control message");
            }
        }
        while (!body.IsEmpty);
    }

    /// <summary>Stops in the order in which nothing is lost: no more deliveries, what runs ends and is answered, then the consumer goes.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        // A host stops and then disposes: the second one waits for the first.
        lock (_drainLock)
        {
            return _drain ??= DrainOnceAsync(cancellationToken);
        }
    }

    private async Task DrainOnceAsync(CancellationToken cancellationToken)
    {
        _draining = true;
        var consumer = Interlocked.Exchange(ref _consumer, null);
        if (consumer is not null)
        {
            await consumer.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        RefuseQueued();
        using var timeout = new CancellationTokenSource(Options.DrainTimeout, TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await Calls.WhenEmpty().WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await AbandonAsync().ConfigureAwait(false);
        }

        if (consumer is not null)
        {
            await consumer.CloseAsync().ConfigureAwait(false);
        }

        RpcLog.Stopped(_logger, _service.Name);
    }

    /// <summary>Drops an answer that has come after its deadline, unless it is sent by then.</summary>
    public void DropWhenDue(ServerCallContext call) => _sweeper.Track(call.Due);

    public void Dispose() => _sweeper.Dispose();

    private void Accept(Delivery delivery, in Frame frame, ref RpcMethodInfo? guess, bool tooLarge)
    {
        if (_methods.Find(frame.Method, guess) is not { } method)
        {
            OnUnknown(delivery, in frame);
            return;
        }

        guess = method;
        if (delivery.Line is null && !method.OneWay)
        {
            OnMalformed(delivery, in frame, $"a call of {method.FullName} without a usable reply-to");
            return;
        }

        if (_admission.Refusal(delivery, method, in frame, tooLarge, _draining) is { } refusal)
        {
            if (method.OneWay)
            {
                delivery.GiveUp();
            }

            Refuse(delivery, in frame, method, refusal);
            return;
        }

        RequestHeaders? headers;
        try
        {
            headers = HeaderCodec.Read(frame.Headers);
        }
        catch (Exception exception) when (HeaderCodec.IsUnreadable(exception))
        {
            OnMalformed(delivery, in frame, "its headers are not a map of strings");
            return;
        }

        var call = new ServerCallContext(delivery, method, in frame, headers);
        if (Calls.TryAdd(call, again: delivery.Redelivered))
        {
            _sweeper.Track(call.Due);
            _scheduler.Enqueue(call);
            if (_draining)
            {
                // The drain began after the admission, and may have looked through the queue before this call was in it.
                RefuseQueued();
            }
        }
    }

    private void OnUnknown(Delivery delivery, in Frame frame)
    {
        if (_methods.IsOfService(frame.Method))
        {
            Refuse(delivery, in frame, null, Unimplemented(in frame));
            return;
        }

        // Another service on this exchange has a method with the same routing key: it gets the request as well, and the answer is its.
        ReportMalformed($"a call of '{MethodTable.Printable(frame.Method)}', which belongs to another service");
    }

    private static ServerFault Unimplemented(in Frame frame) => new(
        RpcStatusCode.Unimplemented, CallOutcome.NotExecuted, $"The service does not know the method '{MethodTable.Printable(frame.Method)}'.");

    // What cannot be decoded is never requeued: it would come back for ever.
    private void OnMalformed(Delivery delivery, in Frame frame, string error)
    {
        ReportMalformed(error);
        delivery.GiveUp();
        if (frame.CallId != 0)
        {
            Answer(delivery, frame.CallId, new ServerFault(RpcStatusCode.Internal, CallOutcome.NotExecuted, $"The request cannot be decoded: {error}."));
        }
    }

    private void ReportMalformed(string error)
    {
        RpcTelemetry.Malformed.Add(1);
        if (_rateLimit.TryEnter())
        {
            RpcLog.MessageGivenUp(_logger, _service.Queue, error);
        }
    }

    private void Refuse(Delivery delivery, in Frame frame, RpcMethodInfo? method, ServerFault fault)
    {
        if (RpcTelemetry.ServerDuration.Enabled || RpcTelemetry.Source.HasListeners())
        {
            RpcTelemetry.RecordUnstarted(method, HeaderCodec.ReadTrace(frame.Headers), fault.Status, fault.Message, TimeProvider, delivery.Arrived);
        }

        Answer(delivery, frame.CallId, fault);
    }

    private void Answer(Delivery delivery, ulong callId, ServerFault fault)
    {
        if (delivery.Line is { } line)
        {
            Replies.SendFault(line, callId, delivery.Truth(in fault));
        }
    }

    private void RefuseQueued()
    {
        foreach (var call in _scheduler.TakeQueued())
        {
            if (call.Info.OneWay)
            {
                // Nobody would send it again.
                _scheduler.Enqueue(call);
            }
            else
            {
                call.RefuseUnstarted(RpcStatusCode.Unavailable, _admission.Draining);
            }
        }
    }

    /// <summary>Answers in place of the handlers that still run.</summary>
    private async Task AbandonAsync()
    {
        RpcLog.DrainTimedOut(_logger, _service.Name, Calls.Count);
        foreach (var call in _scheduler.TakeQueued())
        {
            // Only one-way calls wait at this point, and nobody would send them again.
            call.Return();
        }

        foreach (var call in Calls.Snapshot())
        {
            call.Cancel(CallEnd.Stopping);
            call.Delivery.LeaveBody();
            call.Refuse(RpcStatusCode.Unavailable, CallOutcome.Unknown, $"The server stopped while the handler of {call.Method} ran.");
        }

        try
        {
            await Calls.WhenEmpty().WaitAsync(LastReplies, TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The way to the broker is blocked: the answers are lost with the channel, and the broker delivers the requests again.
        }
    }

    private long EndDue(long now)
    {
        var due = new List<ServerCallContext>();
        var next = Calls.CollectDue(now, due);
        foreach (var call in due)
        {
            if (call.IsAnswered)
            {
                call.DropReply();
            }
            else if (call.Delivery.SettleBy <= now)
            {
                EndOverdue(call);
            }
            else
            {
                call.Cancel(CallEnd.DeadlinePassed);
            }
        }

        return next;
    }

    /// <summary>Answers in place of a handler that takes too long. It goes on, and keeps its place among those that run; its message is settled.</summary>
    private void EndOverdue(ServerCallContext call)
    {
        RpcTelemetry.Overdue.Add(1);
        RpcLog.HandlerOverdue(_logger, call.Method, MaxHandlerTime);
        call.Cancel(CallEnd.DeadlinePassed);
        call.Delivery.LeaveBody();
        call.Refuse(RpcStatusCode.Internal, CallOutcome.Unknown, $"{call.Method} did not end within {MaxHandlerTime} (ServiceOptions.MaxHandlerTime of the server).");
    }
}
