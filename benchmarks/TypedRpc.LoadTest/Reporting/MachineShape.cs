using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text;
using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>On what the figures were made: without it they say nothing.</summary>
internal static class MachineShape
{
    public static async Task<IReadOnlyList<string>> DescribeAsync(BrokerSet brokers) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, ")
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}; clients, servers and brokers share them",
        $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collection",
        $"brokers: RabbitMQ {await RabbitMqVersionAsync(brokers.Addresses)}, nats-server {brokers.NatsVersion ?? "n/a"}",
        $"TypedRpc {Version(typeof(RpcConnection))}, RabbitMQ.Client {Version(typeof(global::RabbitMQ.Client.IConnection))}, MassTransit {Version(typeof(global::MassTransit.IBus))}, "
            + $"Grpc.Net.Client {Version(typeof(global::Grpc.Net.Client.GrpcChannel))}, NATS.Net {Version(typeof(NATS.Client.Core.NatsConnection))}",
    ];

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0].Trim() ?? "unknown";

    private static async Task<string> RabbitMqVersionAsync(Addresses addresses)
    {
        if (addresses.RabbitMq is null)
        {
            return "n/a";
        }

        await using var connection = await Amqp.ConnectAsync(addresses.RabbitMq, "version");
        return connection.ServerProperties is { } server && server.TryGetValue("version", out var value) && value is byte[] version ? Encoding.UTF8.GetString(version) : "unknown";
    }

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? "unknown";
    }
}
