using System.Diagnostics;
using System.Runtime.CompilerServices;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.TestServer;

/// <summary>A client in a process whose user's code blocks every thread of the pool; says how late the deadline of its call is.</summary>
internal static class Starved
{
    /// <summary>The event that says so.</summary>
    private const int Starvation = 1008;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(RpcConnection connection, CapturedLogs logs)
    {
        var client = connection.CreateClient<ILedgered>();
        await client.EchoAsync("warm-up", [1]);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own looks: the pool has none left.
        new Thread(() => Block(client, logs, done)) { IsBackground = true }.Start();
        await done.Task;
        await client.EchoAsync("afterwards", [1]);
        Console.WriteLine("afterwards: OK");
    }

    private static void Block(ILedgered client, CapturedLogs logs, TaskCompletionSource done)
    {
        ThreadPool.SetMinThreads(2, 2);
        using var end = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        var call = AwaiterOf(client.With(timeout: Timeout).HoldAsync("starved", Payload.Random(8)));
        var blocked = 0;
        for (var item = 0; item < 200; item++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Interlocked.Increment(ref blocked);
                    end.WaitHandle.WaitOne();
                    Interlocked.Decrement(ref blocked);
                },
                null);
        }

        // The call itself, not what continues it: that waits for the pool like all code of the user.
        while (!call.IsCompleted && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
        {
            Thread.Sleep(1);
        }

        var late = Stopwatch.GetElapsedTime(start) - Timeout;
        Console.WriteLine(FormattableString.Invariant($"late={(int)late.TotalMilliseconds} blocked={Volatile.Read(ref blocked)} status={StatusOf(call)}"));

        // Whoever looks for the reason finds it in the log.
        LogEntry? warning = null;
        SpinWait.SpinUntil(() => (warning = logs.Entries.FirstOrDefault(static entry => entry.EventId == Starvation)) is not null, TimeSpan.FromSeconds(20));
        Console.WriteLine($"event={warning?.EventId} {warning?.Message}");
        end.Set();
        SpinWait.SpinUntil(() => Volatile.Read(ref blocked) == 0 && ThreadPool.PendingWorkItemCount == 0, TimeSpan.FromSeconds(10));
        done.SetResult();
    }

    private static ValueTaskAwaiter<string> AwaiterOf(ValueTask<string> call) => call.GetAwaiter();

    private static RpcStatusCode? StatusOf(ValueTaskAwaiter<string> call)
    {
        try
        {
            return call.IsCompleted && call.GetResult() is not null ? RpcStatusCode.OK : null;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
