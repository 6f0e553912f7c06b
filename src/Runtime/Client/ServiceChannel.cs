using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>What all clients of one service on a connection share: its address, and the session that it is attached to.</summary>
internal sealed class ServiceChannel(RpcServiceInfo service, bool declare)
{
    private readonly ServiceAddress _address = new(service.Exchange, service.ExchangeType, service.ReplyExchange, declare);
    private volatile ITransportSession? _attached;

    public bool IsAttachedTo(ITransportSession session) => ReferenceEquals(_attached, session);

    public async ValueTask AttachAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        await session.AttachAsync(_address, cancellationToken).ConfigureAwait(false);
        _attached = session;
    }
}
