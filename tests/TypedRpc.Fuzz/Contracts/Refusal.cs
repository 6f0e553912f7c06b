using MessagePack;

namespace TypedRpc.Fuzz.Contracts;

[MessagePackObject]
public sealed record Refusal([property: Key(0)] string Reason, [property: Key(1)] int[] Codes);
