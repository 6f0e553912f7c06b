using TypedRpc;

namespace Rules.TRPC1029.Violation
{
#pragma warning disable TRPC1029
    #region Violation
    [RabbitService("shop")]
    public interface IOrders : IAsyncDisposable { Task PlaceAsync(Order order); }
    #endregion
#pragma warning restore TRPC1029
}

namespace Rules.TRPC1029.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }

    public sealed class Orders : IOrders, IAsyncDisposable
    {
        public Task PlaceAsync(Order order) => Task.CompletedTask;

        public ValueTask DisposeAsync() => default;
    }
    #endregion
}
