using TypedRpc;

namespace Rules.TRPC1009;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1009
    #region Violation
    Task PlaceAsync(Order order, CancellationToken shutdown, CancellationToken user);
    #endregion
#pragma warning restore TRPC1009
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    #endregion
}
