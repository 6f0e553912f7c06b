using TypedRpc.AotSmoke.Contracts;
using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke;

internal sealed class Shop : IShop
{
    private readonly TaskCompletionSource<Order> _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task TakeAsync(Order order, CancellationToken cancellationToken = default) => throw new RpcFaultException<OutOfStock>(new OutOfStock(order.Count - 1));

    public ValueTask RecordAsync(Order order)
    {
        _recorded.TrySetResult(order);
        return default;
    }

    public async ValueTask<Order> RecordedAsync(CancellationToken cancellationToken = default) => await _recorded.Task.WaitAsync(cancellationToken);

    public Task<string> HeaderAsync(string name) => Task.FromResult(RpcContext.Current!.Headers[name]);

    public Task RefuseAsync() => throw new RpcException(RpcStatusCode.NotFound, "no such order");

    public Task BreakAsync() => throw new InvalidOperationException("a fault of the handler");

    public Task HangAsync(CancellationToken cancellationToken = default) => Task.Delay(Timeout.Infinite, cancellationToken);
}
