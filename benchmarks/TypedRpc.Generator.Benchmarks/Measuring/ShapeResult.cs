namespace TypedRpc.Generator.Benchmarks.Measuring;

/// <summary>What was measured in projects of one size.</summary>
internal sealed record ShapeResult(int Contracts, IReadOnlyList<Subject> Subjects);
