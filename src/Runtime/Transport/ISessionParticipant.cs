namespace TypedRpc.Transport;

/// <summary>Takes part in every session of a supervisor: a server that consumes, a client whose calls end with the session.</summary>
internal interface ISessionParticipant
{
    /// <summary>Sets up what it needs before anyone may use the session. A failure fails the session.</summary>
    ValueTask PrepareAsync(ITransportSession session, CancellationToken cancellationToken);

    /// <summary>The session has ended.</summary>
    void OnSessionLost(ITransportSession session, string reason);
}
