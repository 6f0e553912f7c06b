namespace TypedRpc.Transport;

/// <summary>The transport failed.</summary>
/// <param name="error">Why.</param>
/// <param name="message">What happened and what to do; never holds a credential.</param>
/// <param name="innerException">The cause, if any.</param>
public sealed class TransportException(TransportError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why the transport failed.</summary>
    public TransportError Error { get; } = error;

    /// <summary>Whether the message may have reached the broker although the publish failed.</summary>
    public bool MayHaveBeenSent { get; init; }

    /// <summary>Whether an attempt to connect got no answer: nobody listens, or the network is cut. Then nobody is spared by waiting long for the next one.</summary>
    public bool IsUnanswered { get; init; }
}
