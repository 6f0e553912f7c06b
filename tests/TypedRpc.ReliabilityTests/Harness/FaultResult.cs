namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>One line of the results that the matrix of faults is made from.</summary>
/// <param name="Row">The row of the failure catalogue.</param>
/// <param name="Test">The test that covers it.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Measured">The bounds it measured.</param>
public sealed record FaultResult(string Row, string Test, bool Passed, IReadOnlyList<string> Measured);
