using TypedRpc;

namespace Rules.TRPC1015;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1015
    #region Violation
    [OneWay]
    Task<int> RecordAsync(Entry entry);
    #endregion
#pragma warning restore TRPC1015
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    [OneWay]
    Task RecordAsync(Entry entry);
    #endregion
}
