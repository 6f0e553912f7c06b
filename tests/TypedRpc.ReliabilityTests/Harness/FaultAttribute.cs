using Xunit.v3;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>The row of the failure catalogue that a test covers: short for <c>[Trait("Fault", "A1")]</c>, which other projects use.</summary>
/// <param name="row">For example <c>A1</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class FaultAttribute(string row) : Attribute, ITraitAttribute
{
    public const string Trait = "Fault";

    public string Row { get; } = row;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Row)];
}
