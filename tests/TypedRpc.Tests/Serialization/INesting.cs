using MessagePack;

namespace TypedRpc.Tests.Serialization;

/// <summary>Payloads that MessagePack's mode for untrusted data treats in another way than its default does.</summary>
[RabbitService("nesting")]
public interface INesting
{
    /// <summary>Depth of what came.</summary>
    Task<int> MeasureAsync(Nest nest);

    Task<Nest> MakeAsync(int depth);

    /// <summary>Whether the keys that came are hashed so that a sender cannot choose collisions.</summary>
    Task<bool> IsHardenedAsync(Dictionary<long, int> map);

    Task<Dictionary<long, int>> MapAsync();
}

[MessagePackObject]
public sealed record Nest([property: Key(0)] int Level, [property: Key(1)] Nest? Inner)
{
    public static Nest Of(int depth)
    {
        var nest = new Nest(1, null);
        for (var level = 2; level <= depth; level++)
        {
            nest = new Nest(level, nest);
        }

        return nest;
    }
}
