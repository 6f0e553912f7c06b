using TypedRpc.Transport;

namespace TypedRpc.Tests.Fakes;

/// <summary>Takes part in sessions and throws when one is lost.</summary>
internal sealed class FailingParticipant : ISessionParticipant, ISessionObserver
{
    public ValueTask PrepareAsync(ITransportSession session, CancellationToken cancellationToken) => default;

    public void OnSessionLost(ITransportSession session, string reason) => throw new InvalidOperationException("It fails.");

    public void OnReply(in InboundMessage message)
    {
    }

    public void OnReturned(in InboundMessage message)
    {
    }

    public void OnBlocked(ITransportSession session, string? reason)
    {
    }
}
