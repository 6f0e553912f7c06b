using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke.Contracts;

/// <summary>What a call can do besides carrying values.</summary>
[RabbitService("aot.shop")]
public interface IShop
{
    [Fault<OutOfStock>]
    Task TakeAsync(Order order, CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask RecordAsync(Order order);

    [Idempotent]
    ValueTask<Order> RecordedAsync(CancellationToken cancellationToken = default);

    Task<string> HeaderAsync(string name);

    Task RefuseAsync();

    Task BreakAsync();

    Task HangAsync(CancellationToken cancellationToken = default);
}
