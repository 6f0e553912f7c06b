using MessagePack;
using TypedRpc;

namespace Rules.TRPC2001.Violation
{
#pragma warning disable TRPC2001
    #region Violation
    public sealed record Invoice(int Number, decimal Amount);

    [RabbitService("billing")]
    public interface IBilling
    {
        Task<List<Invoice>> ListAsync(string customer, CancellationToken cancellationToken = default);
    }
    #endregion
#pragma warning restore TRPC2001
}

namespace Rules.TRPC2001.Fix
{
    #region Fix
    [MessagePackObject]
    public sealed record Invoice([property: Key(0)] int Number, [property: Key(1)] decimal Amount);

    [RabbitService("billing")]
    public interface IBilling
    {
        Task<List<Invoice>> ListAsync(string customer, CancellationToken cancellationToken = default);
    }
    #endregion
}
