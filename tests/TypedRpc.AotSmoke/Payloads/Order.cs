using MessagePack;

namespace TypedRpc.AotSmoke.Payloads;

[MessagePackFormatter(typeof(OrderFormatter))]
public sealed record Order(string Name, int Count);
