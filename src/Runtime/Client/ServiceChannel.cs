using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>What all clients of one service on a connection share: its address, the session that it is attached to, and a line for each routing key.</summary>
internal sealed class ServiceChannel
{
    private readonly ServiceAddress _address;
    private readonly CallLine[] _lines;
    private volatile ITransportSession? _attached;
    private int _answers;

    public ServiceChannel(RpcServiceInfo service, TypedRpcOptions options, CallSender sender)
    {
        _address = new ServiceAddress(service.Exchange, service.ExchangeType, service.ReplyExchange, options.DeclareTopology);
        var lines = new Dictionary<string, CallLine>();
        _lines = new CallLine[service.Methods.Count];
        foreach (var method in service.Methods)
        {
            if (!lines.TryGetValue(method.RoutingKey, out var line))
            {
                lines[method.RoutingKey] = line = new CallLine(sender, this, service.Exchange, method.RoutingKey, options.Coalescing);
            }

            _lines[method.Index] = line;
        }
    }

    /// <summary>How many answers have come, about: what counts is whether any has.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public void OnAnswer() => Volatile.Write(ref _answers, _answers + 1);

    public CallLine LineOf(RpcMethodInfo method) => _lines[method.Index];

    public bool IsAttachedTo(ITransportSession session) => ReferenceEquals(_attached, session);

    public async ValueTask AttachAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        await session.AttachAsync(_address, cancellationToken).ConfigureAwait(false);
        _attached = session;
    }
}
