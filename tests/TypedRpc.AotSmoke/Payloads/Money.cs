using MessagePack;

namespace TypedRpc.AotSmoke.Payloads;

[MessagePackFormatter(typeof(MoneyFormatter))]
public readonly record struct Money(long Cents);
