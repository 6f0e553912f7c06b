using TypedRpc;

namespace Rules.TRPC1012;

[RabbitService("violation")]
public interface IViolation
{
#pragma warning disable TRPC1012
    #region Violation
    Task SendAsync(Span<byte> data, out int sent);
    #endregion
#pragma warning restore TRPC1012
}

[RabbitService("fix")]
public interface IFix
{
    #region Fix
    Task<int> SendAsync(ReadOnlyMemory<byte> data);
    #endregion
}
