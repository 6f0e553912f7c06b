using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.Scale.Children;

/// <summary>The load test's hand-written client, in loops: <c>0 concurrency milliseconds</c>. Answers how many calls it made.</summary>
internal static class HandWrittenLoad
{
    // The answer of the other side is a number as well.
    private static readonly byte[] Payload = new byte[sizeof(int)];

    public static async Task RunAsync(string uri)
    {
        await using var client = await ReplyQueueClient.ConnectAsync(new Uri(uri), HandWrittenServer.Name);
        await Child.AnswerAsync(command => LoopAsync(client, command[1], command[2]));
    }

    private static async Task<double[]> LoopAsync(IEchoClient client, int concurrency, int milliseconds)
    {
        using var end = new CancellationTokenSource(milliseconds);
        var perLoop = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => CallAsync(client, end)));
        return [perLoop.Sum()];
    }

    private static async Task<int> CallAsync(IEchoClient client, CancellationTokenSource end)
    {
        var calls = 0;
        for (; !end.IsCancellationRequested; calls++)
        {
            await client.EchoAsync(Payload, slow: false);
        }

        return calls;
    }
}
