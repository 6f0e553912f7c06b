using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.LoadTest.Brokers;

/// <summary>Reads the global counters of our own RabbitMQ.</summary>
/// <remarks>
/// One rabbitmqctl per reading would cost a second and a core, and the management plugin slows every message down.
/// So rabbitmqctl is run once, to start a listener inside the broker that writes its counters to whoever connects.
/// </remarks>
internal sealed class RabbitMqMeter : IBrokerMeter
{
    private const string Listener = """
        Self = self(),
        Count = fun() ->
            lists:sum([maps:get(messages_received_total, Counters, 0) || {_, Counters} <- maps:to_list(rabbit_global_counters:overview())])
        end,
        spawn(fun() ->
            {ok, Socket} = gen_tcp:listen(0, [binary, {ip, {127, 0, 0, 1}}, {active, false}]),
            {ok, Port} = inet:port(Socket),
            Self ! {counters, Port},
            Loop = fun Accept() ->
                {ok, Client} = gen_tcp:accept(Socket),
                gen_tcp:send(Client, [integer_to_list(Count()), " ", os:getpid()]),
                gen_tcp:close(Client),
                Accept()
            end,
            Loop()
        end),
        receive {counters, Port} -> Port after 5000 -> 0 end.
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly int _port;

    private RabbitMqMeter(int port) => _port = port;

    /// <summary>Null for a broker that is not ours or cannot be reached this way.</summary>
    public static async Task<IBrokerMeter?> StartAsync(RabbitMqBroker broker)
    {
        if (!broker.CanControl)
        {
            return null;
        }

        var port = int.Parse(await broker.RunCtlAsync("--quiet", "eval", Listener), CultureInfo.InvariantCulture);
        var meter = new RabbitMqMeter(port);
        return await meter.ReadAsync() is null ? null : meter;
    }

    public async Task<BrokerReading?> ReadAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Patience);
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, timeout.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var parts = (await reader.ReadToEndAsync(timeout.Token)).Split(' ');
            return new BrokerReading(
                long.Parse(parts[0], CultureInfo.InvariantCulture),
                BrokerReading.CpuOf(int.Parse(parts[1], CultureInfo.InvariantCulture), "beam.smp"));
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
