using MessagePack;

namespace Rules;

[MessagePackObject]
public sealed record SoldOut([property: Key(0)] string Article);
