using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TypedRpc.TestSupport.Ledger.Calls;

/// <summary>Makes a call and tells each time it completes. Not awaited: a call that completes twice is told twice, and the log has both.</summary>
public static class WatchedCall
{
    /// <summary>Makes a call. What it throws at once counts as its end, too.</summary>
    /// <param name="id">The call.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="onCompleted">Gets how it ended, on whatever thread that is.</param>
    public static void Start(string id, Func<ValueTask<string>> call, Action<CallCompletion> onCompleted)
    {
        long start = Stopwatch.GetTimestamp();
        ValueTaskAwaiter<string> awaiter = AwaiterOf(Invoke(call));
        if (awaiter.IsCompleted)
        {
            Complete();
        }
        else
        {
            awaiter.UnsafeOnCompleted(Complete);
        }

        void Complete() => onCompleted(End(awaiter, id, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    private static ValueTaskAwaiter<string> AwaiterOf(ValueTask<string> call) => call.GetAwaiter();

    private static ValueTask<string> Invoke(Func<ValueTask<string>> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<string>(exception);
        }
    }

    private static CallCompletion End(ValueTaskAwaiter<string> awaiter, string id, double elapsed)
    {
        try
        {
            return new CallCompletion(id, elapsed, RpcStatusCode.OK, null, awaiter.GetResult());
        }
        catch (Exception exception)
        {
            return CallCompletion.Of(id, elapsed, exception);
        }
    }
}
