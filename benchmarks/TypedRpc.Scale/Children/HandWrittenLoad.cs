using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.Scale.Children;

/// <summary>The load test's hand-written client, with the commands of <see cref="LoadClient"/>. Its replies do not tell the server: all count as the first one's.</summary>
internal static class HandWrittenLoad
{
    // The answer of the other side is a number as well.
    private static readonly byte[] Payload = new byte[sizeof(int)];

    public static async Task RunAsync(string uri)
    {
        await using var client = await ReplyQueueClient.ConnectAsync(new Uri(uri), HandWrittenServer.Name);
        await LoadClient.AnswerAsync(async () =>
        {
            await client.EchoAsync(Payload, slow: false);
            return 0;
        });
    }
}
