using TypedRpc;

namespace Rules.TRPC3008.Violation
{
#pragma warning disable TRPC3008
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        [OneWay]
        Task NoteAsync(string text);
    }
    #endregion
#pragma warning restore TRPC3008
}

namespace Rules.TRPC3008.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task NoteAsync(string text);

        [OneWay]
        Task NoteLaterAsync(string text);
    }
    #endregion
}
