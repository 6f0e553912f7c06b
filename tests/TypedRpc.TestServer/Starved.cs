using System.Diagnostics;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.TestServer;

/// <summary>A client in a process whose user's code blocks every thread of the pool; says how late the deadline of its call is.</summary>
internal static class Starved
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(RpcConnection connection)
    {
        var client = connection.CreateClient<ILedgered>();
        await client.EchoAsync("warm-up", [1]);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own looks: the pool has none left.
        new Thread(() => Block(client, done)) { IsBackground = true }.Start();
        await done.Task;
        await client.EchoAsync("afterwards", [1]);
        Console.WriteLine("afterwards: OK");
    }

    private static void Block(ILedgered client, TaskCompletionSource done)
    {
        ThreadPool.SetMinThreads(2, 2);
        using var end = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        var call = client.With(timeout: Timeout).HoldAsync("starved", Payload.Random(8)).AsTask();
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

        // Of the task itself, not of a continuation: those wait for the pool like all code of the user.
        while (!call.IsCompleted && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
        {
            Thread.Sleep(1);
        }

        var late = Stopwatch.GetElapsedTime(start) - Timeout;
        Console.WriteLine(FormattableString.Invariant($"late={(int)late.TotalMilliseconds} blocked={Volatile.Read(ref blocked)} status={(call.Exception?.InnerException as RpcException)?.StatusCode}"));
        end.Set();
        SpinWait.SpinUntil(() => Volatile.Read(ref blocked) == 0 && ThreadPool.PendingWorkItemCount == 0, TimeSpan.FromSeconds(10));
        done.SetResult();
    }
}
