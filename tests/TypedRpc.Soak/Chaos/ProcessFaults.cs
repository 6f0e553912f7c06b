using TypedRpc.Soak.Processes;

namespace TypedRpc.Soak.Chaos;

/// <summary>Processes that end. The first that makes load and the first that takes it never do.</summary>
internal static class ProcessFaults
{
    /// <param name="client">What those are called that make load.</param>
    /// <param name="server">What those are called that take it.</param>
    public static IReadOnlyList<Fault> Of(string client, string server) =>
    [
        new($"{server} kill", (scope, injection) => KillAsync(injection, scope.Any(scope.Fleet.Servers.Skip(1)))),
        new($"{client} kill", (scope, injection) => KillAsync(injection, scope.Any(scope.Fleet.Clients.Skip(1)))),
        new("rolling restart", RollAsync),
    ];

    private static async Task KillAsync(Injection injection, Slot slot)
    {
        injection.Text = slot.Child.Name;
        await slot.KillAsync();
        await slot.RestartAsync();
    }

    private static async Task RollAsync(ChaosScope scope, Injection injection)
    {
        foreach (Slot slot in scope.Fleet.Servers.Skip(1))
        {
            bool inOrder = await slot.Child.TerminateAsync();
            injection.Text += $"{slot.Child.Name}{(inOrder ? "" : " (did not end in order)")} ";
            await slot.Child.DisposeAsync();
            await slot.RestartAsync();
        }
    }
}
