using System.Diagnostics;

namespace TypedRpc.StartUp.Subject;

internal static class TypedRpcClient
{
    public static async Task RunAsync(string uri)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri, static options => options.UseSerializer(Serializer.Options));
        var client = connection.CreateClient<IEcho>();
        var calling = Stopwatch.GetTimestamp();
        await client.EchoAsync(new byte[128]);
        Report.FirstCall(calling);
    }
}
