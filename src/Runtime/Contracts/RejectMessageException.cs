namespace TypedRpc;

/// <summary>Thrown by a handler: the message can never be handled, so it goes to the dead-letter queue at once, without further attempts.</summary>
/// <param name="reason">Why; it stands in the headers of the dead letter.</param>
/// <param name="innerException">The cause, if any.</param>
public sealed class RejectMessageException(string reason, Exception? innerException = null) : Exception(reason, innerException);
