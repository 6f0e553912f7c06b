using TypedRpc.Fuzz.Contracts;

namespace TypedRpc.Fuzz.Benches;

/// <summary>A call of a method that returns nothing.</summary>
internal sealed class ClientCallWithoutResult(Func<IFuzzed, CancellationToken, ValueTask> call) : ClientCall
{
    private ValueTask _task;

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
            _task.GetAwaiter().GetResult();
            return null;
        }
#pragma warning disable CA1031 // The one who asks decides which are right.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
