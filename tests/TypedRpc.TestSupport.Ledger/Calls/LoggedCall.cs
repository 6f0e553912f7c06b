namespace TypedRpc.TestSupport.Ledger.Calls;

/// <summary>Makes a call with a random payload and logs how it ends, each time that it does. It does not throw for a call that fails: the log has it, and the checker judges.</summary>
public static class LoggedCall
{
    /// <summary>Makes a call and gives its first end.</summary>
    /// <param name="log">Where it is written down.</param>
    /// <param name="kind">What is promised of it.</param>
    /// <param name="timeout">Its deadline.</param>
    /// <param name="size">Bytes of its payload.</param>
    /// <param name="call">Makes it, with its id and its payload.</param>
    public static Task<CallCompletion> MakeAsync(CompletionLog log, CallKind kind, TimeSpan timeout, int size, Func<string, byte[], ValueTask<string>> call)
    {
        string id = Guid.NewGuid().ToString("N");
        byte[] payload = Payload.Random(size);
        var first = new TaskCompletionSource<CallCompletion>(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Begin(new CallRecord(id, kind, timeout.TotalMilliseconds, Payload.HashOf(payload)));
        WatchedCall.Start(id, () => call(id, payload), completion =>
        {
            log.Complete(completion);
            first.TrySetResult(completion);
        });
        return first.Task;
    }
}
