using TypedRpc;

namespace Rules.TRPC1004;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1004
    #region Violation
    int Count();
    #endregion
#pragma warning restore TRPC1004
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<int> CountAsync();
    #endregion
}
