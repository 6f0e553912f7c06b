using TypedRpc;

namespace Rules.TRPC1006;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1006
    #region Violation
    Task StoreAsync<T>(T value);
    #endregion
#pragma warning restore TRPC1006
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task StoreOrderAsync(Order order);
    Task StoreCustomerAsync(Customer customer);
    #endregion
}
