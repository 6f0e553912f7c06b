namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>The row of the failure catalogue that a test covers.</summary>
/// <param name="row">For example <c>A1</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultAttribute(string row) : Attribute
{
    public string Row { get; } = row;
}
