using TypedRpc;

namespace Rules.TRPC1028.Violation
{
#pragma warning disable TRPC1028
    #region Violation
    [RabbitService("shop", ExchangeType = (RpcExchangeType)7)]
    public interface IOrders { Task PlaceAsync(Order order); }
    #endregion
#pragma warning restore TRPC1028
}

namespace Rules.TRPC1028.Fix
{
    #region Fix
    [RabbitService("shop", ExchangeType = RpcExchangeType.Topic)]
    public interface IOrders { Task PlaceAsync(Order order); }
    #endregion
}
