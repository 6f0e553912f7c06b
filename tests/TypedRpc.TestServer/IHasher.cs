using MessagePack;

namespace TypedRpc.TestServer;

/// <summary>Answers what only the right request can have: the hash of its payload.</summary>
[RabbitService("testserver")]
public interface IHasher
{
    Task<Hashed> HashAsync(byte[] payload);

    [OneWay]
    ValueTask NoteAsync(string text);
}

[MessagePackObject]
public sealed record Hashed([property: Key(0)] byte[] Hash, [property: Key(1)] int ProcessId);
