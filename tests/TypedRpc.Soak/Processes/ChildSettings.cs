namespace TypedRpc.Soak.Processes;

/// <summary>What a child is told when it starts.</summary>
/// <param name="Name">Its name, with how often it was started.</param>
/// <param name="Uri">Its way to the broker.</param>
/// <param name="Folder">The folder of the run.</param>
/// <param name="Start">The clock of the run.</param>
/// <param name="Rate">Calls a second of a client; 0 for a server.</param>
/// <param name="Seed">What its calls are drawn from.</param>
internal sealed record ChildSettings(string Name, string Uri, string Folder, long Start, int Rate, int Seed)
{
    /// <summary>The environment variable that holds them: the command line would show the password.</summary>
    public const string Variable = "TYPEDRPC_SOAK_CHILD";
}
