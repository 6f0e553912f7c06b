using TypedRpc;

namespace Rules.TRPC1026;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1026
    #region Violation
    [RabbitMethod(TimeoutMilliseconds = -1)]
    Task PlaceAsync(Order order);
    #endregion
#pragma warning restore TRPC1026
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    [RabbitMethod(TimeoutMilliseconds = 60_000)]
    Task PlaceAsync(Order order);
    #endregion
}
