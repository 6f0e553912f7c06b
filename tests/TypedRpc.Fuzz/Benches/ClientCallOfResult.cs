using TypedRpc.Fuzz.Contracts;

namespace TypedRpc.Fuzz.Benches;

/// <summary>A call of one method of the contract.</summary>
internal sealed class ClientCall<T>(Func<IFuzzed, CancellationToken, ValueTask<T>> call) : ClientCall
{
    private ValueTask<T> _task;

    public override bool IsCompleted => _task.IsCompleted;

    public override void Start(IFuzzed client, CancellationToken cancellationToken)
    {
#pragma warning disable CA2012 // It is consumed once, by Finish.
        _task = call(client, cancellationToken);
#pragma warning restore CA2012
    }

    public override Exception? Finish()
    {
        try
        {
            var value = _task.GetAwaiter().GetResult();
            FuzzFailureException.ThrowIf(value is null, "the result is null, which the contract does not allow");
            return null;
        }
        catch (Exception exception) when (exception is not FuzzFailureException)
        {
            return exception;
        }
    }
}
