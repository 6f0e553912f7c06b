using Polly;
using Polly.Retry;
using TypedRpc;

namespace Rules.TRPC4004.Violation
{
#pragma warning disable TRPC4004
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }

    public sealed class Shop(IOrders orders)
    {
        private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();

        public async Task BuyAsync(Order order, CancellationToken cancellationToken) =>
            await Pipeline.ExecuteAsync(async token => await orders.PlaceAsync(order, token), cancellationToken);
    }
    #endregion
#pragma warning restore TRPC4004
}

namespace Rules.TRPC4004.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [Idempotent]
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }

    public sealed class Shop(IOrders orders)
    {
        private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();

        public async Task BuyAsync(Order order, CancellationToken cancellationToken) =>
            await Pipeline.ExecuteAsync(async token => await orders.PlaceAsync(order, token), cancellationToken);
    }
    #endregion
}
