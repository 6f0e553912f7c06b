using System.Collections.Immutable;
using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke.Contracts;

/// <summary>Echoes what native AOT knows no formatter of unless somebody emits it.</summary>
[RabbitService("aot.shapes")]
public interface IShapes
{
    Task<List<Order>> ListAsync(List<Order> value);

    Task<Order?[]> ArrayAsync(Order?[] value);

    Task<IReadOnlyList<Order>> ReadOnlyListAsync(IReadOnlyList<Order> value);

    Task<Dictionary<string, Order>> DictionaryAsync(Dictionary<string, Order> value);

    Task<HashSet<Side>> SetAsync(HashSet<Side> value);

    Task<ImmutableArray<Money>> ImmutableAsync(ImmutableArray<Money> value);

    Task<Money?> NullableAsync(Money? value);

    Task<(Order, int)> TupleAsync((Order, int) value);

    Task<(int, int, int, int, int, int, Money, Side, Order)> LongTupleAsync((int, int, int, int, int, int, Money, Side, Order) value);

    Task<Side> EnumAsync(Side value);

    Task<Side?> NullableEnumAsync(Side? value);

    Task<Dictionary<Side, List<(Money, Side?)>>> NestedAsync(Dictionary<Side, List<(Money, Side?)>> value);

    Task<Memory<Money>> MemoryAsync(Memory<Money> value);

    Task<List<byte>> BytesAsync(List<byte> value);

    ValueTask<(Guid, decimal, DateTime, TimeSpan)> PlatformAsync(Guid a, decimal b, DateTime c, TimeSpan d, CancellationToken cancellationToken = default);
}
