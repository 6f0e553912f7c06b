using TypedRpc;

namespace Rules.TRPC1001.Violation
{
#pragma warning disable TRPC1001
    #region Violation
    public class Shop
    {
        [RabbitService("shop")]
        private interface IOrders { Task PlaceAsync(); }
    }
    #endregion
#pragma warning restore TRPC1001
}

namespace Rules.TRPC1001.Fix
{
    #region Fix
    [RabbitService("shop")]
    internal interface IOrders { Task PlaceAsync(); }
    #endregion
}
