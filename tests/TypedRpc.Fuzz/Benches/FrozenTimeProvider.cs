namespace TypedRpc.Fuzz.Benches;

/// <summary>A clock that stands still and fires no timer: nothing happens but what an input makes happen.</summary>
internal sealed class FrozenTimeProvider : TimeProvider
{
    public override long GetTimestamp() => 1;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
