using MessagePack;
using TypedRpc;

namespace Rules.TRPC2002.Violation
{
#pragma warning disable TRPC2002
    #region Violation
    [RabbitService("shop")]
    public interface IMessages
    {
        Task PublishAsync(object message);
    }
    #endregion
#pragma warning restore TRPC2002
}

namespace Rules.TRPC2002.Fix
{
    #region Fix
    [Union(0, typeof(OrderPlaced))]
    [Union(1, typeof(OrderShipped))]
    public interface IMessage;

    [RabbitService("shop")]
    public interface IMessages
    {
        Task PublishAsync(IMessage message);
    }
    #endregion

    [MessagePackObject]
    public sealed record OrderPlaced([property: Key(0)] int Number) : IMessage;

    [MessagePackObject]
    public sealed record OrderShipped([property: Key(0)] int Number) : IMessage;
}
