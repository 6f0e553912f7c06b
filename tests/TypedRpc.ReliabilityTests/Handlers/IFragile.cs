namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Calls whose handlers or payloads go wrong.</summary>
[RabbitService("fragile")]
public interface IFragile
{
    /// <summary>Throws one of <see cref="HostileExceptions"/>.</summary>
    Task<string> ThrowAsync(string kind);

    /// <summary>Gives a result that cannot be encoded.</summary>
    Task<IReadOnlyList<string>> UnencodableAsync();

    /// <summary>Gives so many bytes.</summary>
    Task<byte[]> LargeAsync(int size);

    /// <summary>Hashes what it was given, after others have run.</summary>
    Task<byte[]> HashAsync(byte[] payload);

    /// <summary>Gives back what it was given.</summary>
    Task<byte[]> EchoAsync(byte[] payload);

    /// <summary>Counts entries.</summary>
    Task<int> CountAsync(Dictionary<long, int> entries);

    /// <summary>Says how deep a tree is.</summary>
    Task<int> GrowAsync(Tree? tree);

    /// <summary>Fails, and nobody waits for it.</summary>
    [OneWay]
    ValueTask FailAsync(string text);
}
