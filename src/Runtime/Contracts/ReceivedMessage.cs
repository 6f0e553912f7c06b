namespace TypedRpc;

/// <summary>A message as a subscriber without a contract gets it.</summary>
public abstract class ReceivedMessage : EventContext
{
    /// <summary>For the runtime.</summary>
    private protected ReceivedMessage()
    {
    }

    /// <summary>The body; it may be kept.</summary>
    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <summary>Whether its sender asked for a reply.</summary>
    public bool WantsReply => !string.IsNullOrEmpty(Properties.ReplyTo);

    /// <summary>Sends a reply to the queue that the message names, with the message's correlation id; completes when the broker has confirmed it.</summary>
    /// <remarks>The queue is the sender's choice, and this connection's account publishes to it: reply only to senders that you trust with that.</remarks>
    /// <param name="body">The body; it is copied.</param>
    /// <param name="properties">Its properties, or null; a correlation id in them takes the place of the message's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The message asks for no reply.</exception>
    /// <exception cref="RpcException">The queue does not exist any more, or the reply was not confirmed.</exception>
    public abstract ValueTask ReplyAsync(ReadOnlyMemory<byte> body, MessageProperties? properties = null, CancellationToken cancellationToken = default);
}
