using MessagePack;
using TypedRpc;

namespace Rules.TRPC1030.Violation
{
#pragma warning disable TRPC1030
    #region Violation
    [Obsolete("Use Order2.", error: true)]
    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article);

    [RabbitService("shop")]
    public interface IOrders
    {
        [Obsolete("Use Place2Async.")]
        Task PlaceAsync(Order order);
    }
    #endregion
#pragma warning restore TRPC1030
}

namespace Rules.TRPC1030.Fix
{
    #region Fix
    [Obsolete("Use Order2.")]
    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article);

    [RabbitService("shop")]
    public interface IOrders
    {
        [Obsolete("Use Place2Async.", error: true)]
        Task PlaceAsync(Order order);
    }
    #endregion
}
