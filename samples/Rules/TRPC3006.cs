using MessagePack;
using TypedRpc;

namespace Rules.TRPC3006.Violation
{
#pragma warning disable TRPC3006
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order);
    }

    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article, [property: Key(1)] decimal Weight);
    #endregion
#pragma warning restore TRPC3006
}

namespace Rules.TRPC3006.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order);
    }

    [MessagePackObject]
    public sealed record Order([property: Key(0)] string Article, [property: Key(1)] int Count, [property: Key(2)] decimal Weight);
    #endregion
}
