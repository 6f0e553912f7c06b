using System.Diagnostics;

namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>What this process holds.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files and sockets; 0 where the system does not tell.</param>
/// <param name="Sockets">Open sockets; 0 where the system does not tell.</param>
/// <param name="Timers">Active timers.</param>
public sealed record ProcessCensus(int Threads, int Handles, int Sockets, long Timers)
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Counts now, after what is garbage has been collected.</summary>
    public static ProcessCensus Take()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        string[] handles = Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors) : [];
        using var process = Process.GetCurrentProcess();
        return new ProcessCensus(process.Threads.Count, handles.Length, handles.Count(IsSocket), Timer.ActiveCount);
    }

    private static bool IsSocket(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // It was closed meanwhile.
            return false;
        }
    }
}
