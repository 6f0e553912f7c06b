namespace TypedRpc.StartUp.Subject;

/// <summary>What both clients call, in a process of its own.</summary>
internal static class Server
{
    public static async Task RunAsync(string uri)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri, static options => options.UseSerializer(Serializer.Options));
        await using var service = await connection.ServeAsync<IEcho>(new Echo());
        await using var handWritten = await HandWrittenServer.StartAsync(uri);
        Console.WriteLine("ready");

        // Who started us closes it, or it closes when they are gone.
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }
}
