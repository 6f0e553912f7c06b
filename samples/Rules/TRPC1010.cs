using TypedRpc;

namespace Rules.TRPC1010;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1010, CA1068 // The platform has the rule as a suggestion.
    #region Violation
    Task PlaceAsync(CancellationToken cancellationToken, Order order);
    #endregion
#pragma warning restore TRPC1010, CA1068
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    #endregion
}
