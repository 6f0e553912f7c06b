using TypedRpc;

namespace Rules.TRPC1005;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1005
    #region Violation
    int Count { get; }
    #endregion
#pragma warning restore TRPC1005
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<int> GetCountAsync();
    #endregion
}
