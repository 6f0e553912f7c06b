using TypedRpc;

namespace Rules.TRPC2008;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC2008
    #region Violation
    Task<Dictionary<DateOnly, int>> CountAsync(CancellationToken cancellationToken = default);
    #endregion
#pragma warning restore TRPC2008
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<SortedDictionary<DateOnly, int>> CountAsync(CancellationToken cancellationToken = default);
    #endregion
}
