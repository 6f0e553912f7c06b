using System.Globalization;
using TypedRpc.Scale.Measurements;

namespace TypedRpc.Scale.Children;

/// <summary>The child's side: says when it is ready, then answers one line of numbers to each line it reads.</summary>
internal static class Child
{
    public const string BrokerVariable = "TYPEDRPC_AMQP_URI";

    public static async Task RunAsync(string[] role)
    {
        var uri = Environment.GetEnvironmentVariable(BrokerVariable)!;
        switch (role)
        {
            case ["server", ProcessGroup.HandWritten, ..]:
                await HandWrittenServer.RunAsync(uri);
                break;
            case ["server", _, var number, var prefetch]:
                await Server.RunAsync(uri, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(prefetch, CultureInfo.InvariantCulture));
                break;
            case ["load", ProcessGroup.HandWritten]:
                await HandWrittenLoad.RunAsync(uri);
                break;
            case ["load", _]:
                await LoadClient.RunAsync(uri);
                break;
            case ["large"]:
                await LargeCalls.RunAsync(uri);
                break;
            case ["pending"]:
                await AnswerAsync(command => PendingClient.MeasureAsync(uri, command[0]));
                break;
            case ["clients"]:
                await AnswerAsync(command => IdleClients.MeasureAsync(uri, command[0]));
                break;
            case ["services"]:
                await AnswerAsync(_ => IdleServices.MeasureAsync(uri));
                break;
            default:
                throw new ArgumentException($"'{string.Join(' ', role)}' is no role.", nameof(role));
        }
    }

    public static async Task AnswerAsync(Func<int[], Task<double[]>> answer)
    {
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => int.Parse(number, CultureInfo.InvariantCulture));
            var numbers = await answer([.. command]);
            Console.WriteLine(string.Join(' ', numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture))));
        }
    }
}
