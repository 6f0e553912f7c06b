namespace TypedRpc.Scale.Contracts;

/// <summary>What each of the many contracts has.</summary>
public interface IAsk
{
    [Idempotent]
    ValueTask<int> AskAsync(int number);
}
