namespace TypedRpc.Soak.Processes;

/// <summary>What a child is told when it starts.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Name">Its name, with how often it was started.</param>
/// <param name="Number">Its place among those of its role, from 0.</param>
/// <param name="Uri">Its way to the broker.</param>
/// <param name="Folder">The folder of the run.</param>
/// <param name="Start">The clock of the run.</param>
/// <param name="Rate">Calls or publishes a second; 0 for one that makes none.</param>
/// <param name="Seed">What they are drawn from.</param>
internal sealed record ChildSettings(ChildRole Role, string Name, int Number, string Uri, string Folder, long Start, int Rate, int Seed)
{
    /// <summary>The environment variable that holds them: the command line would show the password.</summary>
    public const string Variable = "TYPEDRPC_SOAK_CHILD";
}
