using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.Scale.Children;

/// <summary>The load test's hand-written server in a process of its own.</summary>
internal static class HandWrittenServer
{
    public const string Name = "scale";

    public static async Task RunAsync(string uri)
    {
        await using var server = await EchoServer.StartAsync(new Uri(uri), Name);
        await Child.AnswerAsync(static _ => Task.FromResult<double[]>([0]));
    }
}
