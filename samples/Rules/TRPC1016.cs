using MessagePack;
using TypedRpc;

namespace Rules.TRPC1016
{
    [RabbitService("violation")]
    public interface IViolation
    {
#pragma warning disable TRPC1016
        #region Violation
        [Fault<V1.OutOfStock>, Fault<V2.OutOfStock>]
        Task ReserveAsync(string article);
        #endregion
#pragma warning restore TRPC1016
    }

    [RabbitService("fix")]
    public interface IFix
    {
        #region Fix
        [Fault<V1.OutOfStock>, Fault<V2.OutOfStock>(Name = "OutOfStock2")]
        Task ReserveAsync(string article);
        #endregion
    }
}

namespace Rules.TRPC1016.V1
{
    [MessagePackObject]
    public sealed record OutOfStock([property: Key(0)] int Left);
}

namespace Rules.TRPC1016.V2
{
    [MessagePackObject]
    public sealed record OutOfStock([property: Key(0)] int Left, [property: Key(1)] DateOnly Expected);
}
