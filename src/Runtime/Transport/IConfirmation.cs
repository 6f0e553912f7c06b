namespace TypedRpc.Transport;

/// <summary>Told once of the fate of a posted message, on a thread of the transport; must return at once.</summary>
public interface IConfirmation
{
    /// <summary>The message's fate is known. Never called during the call to <see cref="ITransportSession.Post"/> itself.</summary>
    /// <param name="fate">Its fate.</param>
    /// <param name="reason">More about it, or null.</param>
    void OnSettled(MessageFate fate, string? reason);
}
