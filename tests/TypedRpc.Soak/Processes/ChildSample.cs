using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.Soak.Processes;

/// <summary>What a child holds at one moment, garbage collected.</summary>
internal sealed record ChildSample(
    double At, double Age, long Heap, long WorkingSet, ProcessCensus Census, int Pending, int Active, int UnderWay, long LogLines, IReadOnlyList<string> Unobserved);
