using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Tests.Incremental;

namespace TypedRpc.Generator.Tests;

/// <summary>What the pipeline keeps between runs must be equal by value and must not keep a compilation alive.</summary>
public sealed class ModelShapeTests
{
    private static readonly Type[] Models =
        [.. typeof(ContractModel).Assembly.GetTypes().Where(static type => type.Namespace == typeof(ContractModel).Namespace)];

    [Fact]
    public void Models_hold_only_values_and_models()
    {
        Models.Length.ShouldBeGreaterThan(5);
        Models.Select(ValueGraph.FindForeign).ShouldAllBe(static found => found == null);
    }

    [Fact]
    public void Models_are_records() => Models.Where(static type => type.IsClass).ShouldAllBe(static type => type.IsSealed && type.GetMethod("<Clone>$") != null);

    [Theory]
    [InlineData(typeof(ISymbol))]
    [InlineData(typeof(Location))]
    [InlineData(typeof(SyntaxNode))]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(ISymbol[]))]
    [InlineData(typeof(EquatableArray<Holder>))]
    [InlineData(typeof(EquatableArray<EquatableArray<Holder>>))]
    public void What_is_no_value_is_found_wherever_it_hides(Type type) => ValueGraph.FindForeign(type).ShouldNotBeNull();

    internal sealed record Holder(ISymbol Symbol);
}
