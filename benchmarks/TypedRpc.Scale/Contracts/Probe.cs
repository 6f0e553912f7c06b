namespace TypedRpc.Scale.Contracts;

internal sealed class Probe(int number) : IProbe
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    public ValueTask<int> WhoAsync() => new(number);

    public async ValueTask<int> WaitAsync(int number)
    {
        Interlocked.Increment(ref _waiting);
        await _gate.Task;
        return number;
    }

    public ValueTask<int> WaitingAsync() => new(Volatile.Read(ref _waiting));

    public ValueTask OpenGateAsync()
    {
        _gate.SetResult();
        return ValueTask.CompletedTask;
    }
}
