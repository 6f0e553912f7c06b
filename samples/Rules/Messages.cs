using MessagePack;

namespace Rules;

[MessagePackObject]
public sealed record Order([property: Key(0)] string Article);

[MessagePackObject]
public sealed record Customer([property: Key(0)] string Name);

[MessagePackObject]
public sealed record Entry([property: Key(0)] string Text);
