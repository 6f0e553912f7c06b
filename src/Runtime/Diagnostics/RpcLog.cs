using Microsoft.Extensions.Logging;

namespace TypedRpc.Diagnostics;

/// <summary>What is logged. Event ids are stable; payloads and credentials never appear. What peers can cause often goes through <see cref="LogRateLimit"/>.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(1001, LogLevel.Information, "Connected to {Broker}.")]
    public static partial void Connected(ILogger logger, string broker);

    [LoggerMessage(1002, LogLevel.Warning, "Lost the connection to {Broker}: {Reason}. {PendingCalls} calls were waiting for an answer.")]
    public static partial void ConnectionLost(ILogger logger, string broker, string reason, int pendingCalls);

    [LoggerMessage(1003, LogLevel.Warning, "Cannot connect to {Broker} (attempt {Attempt}): {Reason} Next attempt in {DelayMilliseconds} ms.")]
    public static partial void ConnectFailed(ILogger logger, string broker, int attempt, string reason, int delayMilliseconds);

    [LoggerMessage(1004, LogLevel.Error, "{Broker} does not have what is needed (attempt {Attempt}): {Reason} Next attempt in {DelayMilliseconds} ms.")]
    public static partial void ConnectRefused(ILogger logger, string broker, int attempt, string reason, int delayMilliseconds);

    [LoggerMessage(1005, LogLevel.Warning, "{Broker} does not accept messages: {Reason}. Calls wait within their deadlines.")]
    public static partial void Blocked(ILogger logger, string broker, string reason);

    [LoggerMessage(1006, LogLevel.Information, "{Broker} accepts messages again.")]
    public static partial void Unblocked(ILogger logger, string broker);

    [LoggerMessage(1007, LogLevel.Warning, "{What} failed.")]
    public static partial void BackgroundFailure(ILogger logger, Exception exception, string what);

    [LoggerMessage(1008, LogLevel.Warning, "The thread pool has run nothing for more than {Seconds:0.#} s ({Threads} threads, {Waiting} items wait): something blocks its threads, such as handlers that wait without await. Deadlines hold, but handlers and answers wait.")]
    public static partial void ThreadPoolStarved(ILogger logger, double seconds, int threads, long waiting);

    [LoggerMessage(1101, LogLevel.Warning, "Dropped a reply: {Reason}.")]
    public static partial void ReplyDropped(ILogger logger, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "{Count} replies within a minute belonged to no call that waits: answers that come late, or that somebody forges.")]
    public static partial void ManyStrayReplies(ILogger logger, int count);

    [LoggerMessage(2001, LogLevel.Information, "Serving {Service} from queue {Queue} with at most {MaxConcurrentCalls} calls at once.")]
    public static partial void Serving(ILogger logger, string service, string queue, int maxConcurrentCalls);

    [LoggerMessage(2002, LogLevel.Error, "{Method} failed; the caller got the error id {ErrorId}.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string method, string errorId);

    [LoggerMessage(2003, LogLevel.Warning, "Gave up a message in queue {Queue}: {Reason}.")]
    public static partial void MessageGivenUp(ILogger logger, string queue, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "Did not execute a redelivered call of {Method} again: it is not marked [Idempotent].")]
    public static partial void RedeliveredRefused(ILogger logger, string method);

    [LoggerMessage(2005, LogLevel.Warning, "The answer to a call of {Method} could not be sent: {Reason}")]
    public static partial void ReplyFailed(ILogger logger, string method, string reason);

    [LoggerMessage(2006, LogLevel.Information, "Stopped serving {Service}.")]
    public static partial void Stopped(ILogger logger, string service);

    [LoggerMessage(2007, LogLevel.Warning, "{Service} was stopped while {Count} calls still ran; their callers were told that the outcome is unknown.")]
    public static partial void DrainTimedOut(ILogger logger, string service, int count);

    [LoggerMessage(2008, LogLevel.Warning, "IncludeExceptionDetails is on: callers see the text of exceptions. Do not use it in production.")]
    public static partial void ExceptionDetailsIncluded(ILogger logger);

    [LoggerMessage(2009, LogLevel.Error, "A handler of {Method} has not ended within {MaxHandlerTime}. It was told to stop, its caller got an error, and its message is settled.")]
    public static partial void HandlerOverdue(ILogger logger, string method, TimeSpan maxHandlerTime);

    [LoggerMessage(4001, LogLevel.Information, "Subscribed to {Subscription} through queue {Queue}.")]
    public static partial void Subscribed(ILogger logger, string subscription, string queue);

    [LoggerMessage(4002, LogLevel.Warning, "Handling a message with routing key {RoutingKey} from {Subscription} failed (attempt {Attempt}). {Consequence}")]
    public static partial void MessageFailed(ILogger logger, Exception exception, string routingKey, string subscription, int attempt, string consequence);

    [LoggerMessage(4003, LogLevel.Warning, "A message from {Subscription} could not be moved to queue {Queue} and goes back to its own: {Reason}")]
    public static partial void MessageNotMoved(ILogger logger, string subscription, string queue, string reason);
}
