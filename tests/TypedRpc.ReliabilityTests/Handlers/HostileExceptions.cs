namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Exceptions that are hard to report.</summary>
internal static class HostileExceptions
{
    /// <summary>Stands in their texts, and no caller may see it.</summary>
    public const string Secret = "canary-hostile-exception";

    private const int Levels = 1000;
    private const int Characters = 10_000_000;

    public static Exception Make(string kind) => kind switch
    {
        "plain" => new InvalidOperationException(Secret),
        "large" => new InvalidOperationException(Secret + new string('x', Characters)),
        "nested" => Enumerable.Range(0, Levels).Aggregate(new InvalidOperationException(Secret), static (inner, _) => new InvalidOperationException(Secret, inner)),
        "aggregate" => new AggregateException(Enumerable.Range(0, Levels).Select(static _ => new InvalidOperationException(Secret))),
        "unprintable" => new UnprintableException(),
        "cyclic" => new CyclicException(),
        "large refusal" => new RpcException(RpcStatusCode.NotFound, new string('x', Characters)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Everything that a report could read throws.</summary>
    private sealed class UnprintableException : Exception
    {
        public override string Message => throw new InvalidOperationException(Secret);

        public override string? StackTrace => throw new InvalidOperationException(Secret);

        public override string ToString() => throw new InvalidOperationException(Secret);
    }

    /// <summary>Holds itself.</summary>
    private sealed class CyclicException : Exception
    {
        public CyclicException() => Data["itself"] = this;

        public override Exception GetBaseException() => this;

        public override string Message => Secret;
    }
}
