namespace TypedRpc;

/// <summary>What <c>With(...)</c> sets for the calls of one client; unset values come from the contract and <see cref="TypedRpcOptions"/>.</summary>
public sealed record CallOptions
{
    /// <summary>Deadline of each call, counted from the call; null for the method's own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Headers that travel with each call, at most 64 with 16 KiB of UTF-8 together; the handler reads them from <see cref="RpcContext.Headers"/>.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether a call that no server is bound for waits for one until its deadline instead of failing at once.</summary>
    public bool WaitForReady { get; init; }

    /// <summary>These options with what <paramref name="other"/> sets laid over them.</summary>
    internal CallOptions Merge(CallOptions other) => new()
    {
        Timeout = other.Timeout ?? Timeout,
        Headers = other.Headers ?? Headers,
        WaitForReady = other.WaitForReady || WaitForReady,
    };
}
