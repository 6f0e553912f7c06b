using MessagePack;

namespace TypedRpc.AotSmoke.Payloads;

[MessagePackFormatter(typeof(OutOfStockFormatter))]
public sealed record OutOfStock(int Left);
