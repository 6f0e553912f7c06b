namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>A test that injects nothing which an operator of this process could or should see.</summary>
/// <param name="reason">Why not.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoSignAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
