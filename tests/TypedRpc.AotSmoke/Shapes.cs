using System.Collections.Immutable;
using TypedRpc.AotSmoke.Contracts;
using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke;

internal sealed class Shapes : IShapes
{
    public Task<List<Order>> ListAsync(List<Order> value) => Task.FromResult(value);

    public Task<Order?[]> ArrayAsync(Order?[] value) => Task.FromResult(value);

    public Task<IReadOnlyList<Order>> ReadOnlyListAsync(IReadOnlyList<Order> value) => Task.FromResult(value);

    public Task<Dictionary<string, Order>> DictionaryAsync(Dictionary<string, Order> value) => Task.FromResult(value);

    public Task<HashSet<Side>> SetAsync(HashSet<Side> value) => Task.FromResult(value);

    public Task<ImmutableArray<Money>> ImmutableAsync(ImmutableArray<Money> value) => Task.FromResult(value);

    public Task<Money?> NullableAsync(Money? value) => Task.FromResult(value);

    public Task<(Order, int)> TupleAsync((Order, int) value) => Task.FromResult(value);

    public Task<(int, int, int, int, int, int, Money, Side, Order)> LongTupleAsync((int, int, int, int, int, int, Money, Side, Order) value) => Task.FromResult(value);

    public Task<Side> EnumAsync(Side value) => Task.FromResult(value);

    public Task<Side?> NullableEnumAsync(Side? value) => Task.FromResult(value);

    public Task<Dictionary<Side, List<(Money, Side?)>>> NestedAsync(Dictionary<Side, List<(Money, Side?)>> value) => Task.FromResult(value);

    public Task<Memory<Money>> MemoryAsync(Memory<Money> value) => Task.FromResult(value);

    public Task<List<byte>> BytesAsync(List<byte> value) => Task.FromResult(value);

    public ValueTask<(Guid, decimal, DateTime, TimeSpan)> PlatformAsync(Guid a, decimal b, DateTime c, TimeSpan d, CancellationToken cancellationToken = default) => new((a, b, c, d));
}
