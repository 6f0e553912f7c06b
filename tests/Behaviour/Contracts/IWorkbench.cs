using MessagePack;

namespace TypedRpc.Behaviour;

/// <summary>The contract that the behavioural suite calls.</summary>
[RabbitService("behaviour")]
public interface IWorkbench
{
    Task<string> EchoAsync(string text, CancellationToken cancellationToken = default);

    ValueTask<int> AddAsync(int left, int right = 2);

    Task NothingAsync();

    ValueTask QuietAsync(CancellationToken cancellationToken = default);

    Task<Parcel?> FindAsync(string? name, Parcel? fallback = null);

    Task<byte[]> HashAsync(byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>Waits until the test opens the gate of that name.</summary>
    Task<string> WaitAsync(string gate, CancellationToken cancellationToken = default);

    [Idempotent]
    Task<bool> WaitIdempotentAsync(string gate, CancellationToken cancellationToken = default);

    [RabbitMethod(TimeoutMilliseconds = 150)]
    Task ImpatientAsync(string gate, CancellationToken cancellationToken = default);

    [Fault<OutOfStock>]
    Task<string> FailAsync(string kind);

    [OneWay]
    ValueTask NoteAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Waits until the test opens the gate of that name, and nobody waits for it.</summary>
    [OneWay]
    ValueTask HoldAsync(string gate, CancellationToken cancellationToken = default);

    Task<IReadOnlyDictionary<string, string>> HeadersAsync();

    Task<double> RemainingAsync(bool nested);

    Task<byte[]> LargeAsync(int size);

    [RabbitMethod("custom.key")]
    Task<string> CustomAsync(Guid id, decimal amount, DateTimeOffset when, Colour colour = Colour.Green);
}

[MessagePackObject]
public sealed record Parcel([property: Key(0)] string Name, [property: Key(1)] int Weight, [property: Key(2)] IReadOnlyList<string> Tags);

[MessagePackObject]
public sealed record OutOfStock([property: Key(0)] string Article, [property: Key(1)] int Left);

public enum Colour
{
    Red,
    Green,
}
