using TypedRpc;

namespace Rules.TRPC1011;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1011
    #region Violation
    Task<Order> FindAsync(int number);
    #endregion
#pragma warning restore TRPC1011
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<Order> FindAsync(int number, CancellationToken cancellationToken = default);
    #endregion
}
