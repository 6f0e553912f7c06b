using TypedRpc;

namespace Rules.TRPC1013;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1013
    #region Violation
    Task<Order> FindAsync(int id);
    Task<Order> FindAsync(string number);
    #endregion
#pragma warning restore TRPC1013
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<Order> FindAsync(int id);

    [RabbitMethod("find-by-number")]
    Task<Order> FindAsync(string number);
    #endregion
}
