// What a sample uses of Polly 8, so that none needs the package.
#pragma warning disable IDE0130

namespace Polly
{
    public sealed class ResiliencePipelineBuilder
    {
        public ResiliencePipelineBuilder AddRetry(Retry.RetryStrategyOptions options) => this;

        public ResiliencePipeline Build() => new();
    }

    public sealed class ResiliencePipeline
    {
        public ValueTask ExecuteAsync(Func<CancellationToken, ValueTask> callback, CancellationToken cancellationToken = default) => callback(cancellationToken);
    }
}

namespace Polly.Retry
{
    public sealed class RetryStrategyOptions;
}
