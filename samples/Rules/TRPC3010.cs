using MessagePack;
using TypedRpc;

namespace Rules.TRPC3010.Violation
{
#pragma warning disable TRPC3010
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        [Fault<OutOfStock>]
        Task PlaceAsync(string article);
    }

    [MessagePackObject]
    public sealed record OutOfStock([property: Key(0)] int Left);
    #endregion
#pragma warning restore TRPC3010
}

namespace Rules.TRPC3010.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [Fault<OutOfStock>(Name = "SoldOut")]
        Task PlaceAsync(string article);
    }

    [MessagePackObject]
    public sealed record OutOfStock([property: Key(0)] int Left);
    #endregion
}
