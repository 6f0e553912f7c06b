namespace TypedRpc.TestServer;

/// <summary>Writes down what it does before it is too late.</summary>
internal sealed class Deadly(string ledger) : IDeadly
{
    public Task DieAsync(string call, CancellationToken cancellationToken)
    {
        File.AppendAllText(ledger, $"{call}\n");
        Environment.FailFast("A handler kills its process.");
        return Task.CompletedTask;
    }

    public Task DieAgainAsync(string call, CancellationToken cancellationToken) => DieAsync(call, cancellationToken);

    public Task<int> EchoAsync(int number) => Task.FromResult(number);
}
