namespace TypedRpc.LoadTest.Load;

/// <summary>What one window showed; times in microseconds, uses per call or message, null where nobody can tell.</summary>
internal sealed record Measurement
{
    /// <summary>Calls, or messages.</summary>
    public required double PerSecond { get; init; }

    public double? P50 { get; init; }

    public double? P99 { get; init; }

    public double? P999 { get; init; }

    public required double ClientBytes { get; init; }

    public required double ClientCpu { get; init; }

    /// <summary>Null when the server shares the client's process.</summary>
    public double? ServerBytes { get; init; }

    public double? ServerCpu { get; init; }

    public double? BrokerCpu { get; init; }

    /// <summary>Messages that the broker took in, requests and replies.</summary>
    public double? Messages { get; init; }

    public long Failed { get; init; }

    public string? FirstFailure { get; init; }

    public double Bytes => ClientBytes + (ServerBytes ?? 0);

    public double Cpu => ClientCpu + (ServerCpu ?? 0);
}
