using System.Diagnostics;

namespace TypedRpc.LoadTest.Brokers;

/// <summary>A broker's counters since its start.</summary>
internal readonly record struct BrokerReading(long Messages, TimeSpan? Cpu)
{
    /// <summary>CPU time of a broker on this machine; null when the id is not that program's here, as a container's is not.</summary>
    public static TimeSpan? CpuOf(int processId, string program)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == program ? process.TotalProcessorTime : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
