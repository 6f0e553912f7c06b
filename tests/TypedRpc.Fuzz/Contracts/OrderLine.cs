using MessagePack;

namespace TypedRpc.Fuzz.Contracts;

[MessagePackObject(keyAsPropertyName: true)]
public sealed record OrderLine(string Article, int Count, bool Gift);
