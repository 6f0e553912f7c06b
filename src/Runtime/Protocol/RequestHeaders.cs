using System.Diagnostics;

namespace TypedRpc.Protocol;

/// <summary>What travels with a call besides its arguments; most calls have none.</summary>
/// <param name="Headers">What the caller set.</param>
/// <param name="Trace">Its trace context; the default if it has none.</param>
internal sealed record RequestHeaders(IReadOnlyDictionary<string, string> Headers, ActivityContext Trace)
{
    /// <summary>The headers of a call that has none.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();
}
