namespace TypedRpc.Transport;

/// <summary>An exchange that is published to or bound to. The default exchange, whose name is empty, is always there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, when it is declared; a declared exchange is durable.</param>
/// <param name="Declare">Whether to declare it; otherwise it is used as found, whatever its type.</param>
public sealed record ExchangeDeclaration(string Name, RpcExchangeType Type, bool Declare);
