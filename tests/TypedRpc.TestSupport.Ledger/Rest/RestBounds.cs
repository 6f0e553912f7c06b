namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>How much more a process may hold after a scenario than before: the thread pool and others have a life of their own.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Sockets">Sockets alone.</param>
/// <param name="Timers">Active timers.</param>
public sealed record RestBounds(int Threads = 10, int Handles = 10, int Sockets = 0, int Timers = 4);
