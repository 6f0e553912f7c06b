namespace TypedRpc.Transport;

/// <summary>Where a service is found; what a client attaches to.</summary>
/// <param name="Exchange">Request exchange.</param>
/// <param name="ExchangeType">Type of the request exchange.</param>
/// <param name="ReplyExchange">Direct exchange that the replies come from.</param>
/// <param name="Declare">Whether to declare what is missing; otherwise it is used as found.</param>
public sealed record ServiceAddress(string Exchange, RpcExchangeType ExchangeType, string ReplyExchange, bool Declare);
