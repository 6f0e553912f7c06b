namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>I7: what an operator can see of the fault that a test injects. It is looked for after the test, in the meter and in the log of this process.</summary>
/// <param name="metric">A key of <see cref="TestSupport.MeterCapture.Signs"/>; null if only the log tells.</param>
/// <param name="events">Ids of log events, each of which has to be there.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SignAttribute(string? metric, params int[] events) : Attribute
{
    public string? Metric { get; } = metric;

    public IReadOnlyList<int> Events { get; } = events;
}
