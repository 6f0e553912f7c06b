namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>One call as its caller saw it.</summary>
/// <param name="Number">Which.</param>
/// <param name="Connection">Of which client.</param>
/// <param name="Idempotent">Whether the runtime may repeat it.</param>
/// <param name="Started">When, since the load began.</param>
/// <param name="Ended">When, since the load began.</param>
/// <param name="Failure">How it failed, or null.</param>
internal sealed record CallRecord(int Number, int Connection, bool Idempotent, TimeSpan Started, TimeSpan Ended, RpcException? Failure)
{
    public bool Succeeded => Failure is null;

    public string End => Failure is null ? "answered" : $"{Failure.StatusCode} · {Failure.Outcome}";
}
