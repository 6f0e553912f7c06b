namespace TypedRpc.Client;

/// <summary>Lets retries through only while most calls succeed, so that a dead service is not stormed.</summary>
/// <remarks>gRPC's retry throttling (proposal A6): a failure takes a token, a success gives back a tenth, retries stop at half: https://github.com/grpc/proposal/blob/master/A6-client-retries.md.</remarks>
internal sealed class RetryBudget
{
    private const int Scale = 10;
    private const int MaxTokens = 100 * Scale;
    private int _tokens = MaxTokens;

    public bool TryTake()
    {
        var left = Interlocked.Add(ref _tokens, -Scale);
        if (left < 0)
        {
            Interlocked.Add(ref _tokens, Scale);
        }

        return left > MaxTokens / 2;
    }

    public void OnSuccess()
    {
        if (Volatile.Read(ref _tokens) < MaxTokens)
        {
            Interlocked.Increment(ref _tokens);
        }
    }
}
