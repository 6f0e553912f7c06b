using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.Soak.Processes;

/// <summary>What a child holds at one moment, garbage collected, and how many of its calls or publishes have succeeded so far.</summary>
internal sealed record ChildSample(
    double At, double Age, long Heap, long WorkingSet, ProcessCensus Census, int Pending, int Active, int UnderWay, long Succeeded, long LogLines, IReadOnlyList<string> Unobserved);
