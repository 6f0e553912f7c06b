using TypedRpc;

namespace Rules.TRPC2005;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC2005
    #region Violation
    Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken = default);
    #endregion
#pragma warning restore TRPC2005
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<byte[]> ReadAsync(string path, long offset, int count, CancellationToken cancellationToken = default);
    #endregion
}
