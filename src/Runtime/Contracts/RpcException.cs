namespace TypedRpc;

/// <summary>A call failed. <see cref="StatusCode"/> says why, <see cref="Outcome"/> whether the work was done.</summary>
/// <remarks>
/// A handler throws it to refuse a call: the caller gets that status and message with <see cref="CallOutcome.Executed"/>.
/// Cancellation by the caller is not an <see cref="RpcException"/> but an <see cref="OperationCanceledException"/>.
/// </remarks>
public class RpcException : Exception
{
    /// <summary>Creates the exception that a handler refuses a call with.</summary>
    /// <param name="statusCode">Any status but <see cref="RpcStatusCode.OK"/>.</param>
    /// <param name="message">Text for the caller; it travels over the wire.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is OK or not a status.</exception>
    public RpcException(RpcStatusCode statusCode, string message)
        : this(statusCode, CallOutcome.Executed, message, null)
    {
    }

    /// <summary>Creates an exception with an explicit outcome; for code that stands in for a TypedRpc client, such as a test double.</summary>
    /// <param name="statusCode">Any status but <see cref="RpcStatusCode.OK"/>.</param>
    /// <param name="outcome">Whether the work was done.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is OK or not a status.</exception>
    public RpcException(RpcStatusCode statusCode, CallOutcome outcome, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        if (statusCode is RpcStatusCode.OK or < 0 or > RpcStatusCode.Unauthenticated)
        {
            throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A failed call has a status from 1 (Cancelled) to 16 (Unauthenticated).");
        }

        StatusCode = statusCode;
        Outcome = outcome;
    }

    /// <summary>Why the call failed.</summary>
    public RpcStatusCode StatusCode { get; }

    /// <summary>Whether the work was done.</summary>
    public CallOutcome Outcome { get; }

    /// <summary>Id under which the server logged the failure of its handler, or null.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Set on what the client runtime reports: such an exception that escapes a handler is a failure of the handler, not its refusal.</summary>
    internal bool FromRuntime { get; init; }

    /// <summary>What the client runtime reports.</summary>
    internal static RpcException ByRuntime(RpcStatusCode statusCode, CallOutcome outcome, string message, Exception? innerException = null) =>
        new(statusCode, outcome, message, innerException) { FromRuntime = true };
}
