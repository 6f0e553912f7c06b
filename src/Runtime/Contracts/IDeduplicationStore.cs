namespace TypedRpc;

/// <summary>Remembers which messages have been handled. An id is added after its handler has succeeded, so that a crash in between repeats a message and never loses it.</summary>
public interface IDeduplicationStore
{
    /// <summary>Whether a message has been handled.</summary>
    /// <param name="queue">The subscriber's queue, or its group-less subscription.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="cancellationToken">Fires when the subscriber stops.</param>
    ValueTask<bool> ContainsAsync(string queue, string messageId, CancellationToken cancellationToken);

    /// <summary>Remembers that a message has been handled.</summary>
    /// <param name="queue">The subscriber's queue, or its group-less subscription.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="window">How long it is worth remembering.</param>
    /// <param name="cancellationToken">Fires when the subscriber stops.</param>
    ValueTask AddAsync(string queue, string messageId, TimeSpan window, CancellationToken cancellationToken);
}
