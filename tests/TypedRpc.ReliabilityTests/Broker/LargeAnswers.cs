namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Holds its answers back until <see cref="Open"/>.</summary>
internal sealed class LargeAnswers : ILargeAnswers
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public async Task<byte[]> AnswerAsync(int size, CancellationToken cancellationToken)
    {
        await _gate.Task.WaitAsync(cancellationToken);
        return new byte[size];
    }
}
