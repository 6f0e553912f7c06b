using MessagePack;
using TypedRpc;

namespace Rules.TRPC3007.Violation
{
#pragma warning disable TRPC3007
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order);
    }

    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article, [property: Key(1)] string Customer);
    #endregion
#pragma warning restore TRPC3007
}

namespace Rules.TRPC3007.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order);
    }

    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article, [property: Key(1)] string? Customer);
    #endregion
}
