using TypedRpc.Soak.Children.Calls;
using TypedRpc.Soak.Children.Events;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children;

/// <summary>Finds out what a child has to do.</summary>
internal static class ChildWork
{
    public static async Task<IChildWork> StartAsync(RpcConnection connection, ChildSettings settings, SoakFolder folder, SoakClock clock, FileLogs logs)
    {
        switch (settings.Role)
        {
            case ChildRole.Client:
                return new SoakCaller(connection.CreateClient<ILedgered>(), settings.Name, folder, clock, settings.Rate, settings.Seed);
            case ChildRole.Server:
                var server = new SoakServer(folder, clock);
                await server.ServeAsync(connection);
                return server;
            case ChildRole.Publisher:
                SessionLog.Start(logs, settings.Name, folder, clock);
                return new SoakPublisher(connection, settings, folder, clock);
            default:
                SessionLog.Start(logs, settings.Name, folder, clock);
                var subscriber = new SoakSubscriber(connection, settings.Name, folder, clock);
                await subscriber.SubscribeAsync(deadLetters: settings.Number == 0);
                return subscriber;
        }
    }
}
