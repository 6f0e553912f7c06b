using System.Reflection;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Tests;

/// <summary>What the pipeline keeps between runs must be equal by value and must not keep a compilation alive.</summary>
public sealed class ModelShapeTests
{
    private static readonly Type[] Models =
        [.. typeof(ContractModel).Assembly.GetTypes().Where(static type => type.Namespace == typeof(ContractModel).Namespace && !type.IsNested)];

    [Fact]
    public void Models_hold_only_text_numbers_and_models()
    {
        Models.Length.ShouldBeGreaterThan(5);
        var fields = Models.Where(static type => !type.IsEnum).SelectMany(static type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public));
        fields.ShouldAllBe(static field => IsValue(field.FieldType));
    }

    [Fact]
    public void Models_are_records() => Models.Where(static type => type.IsClass).ShouldAllBe(static type => type.IsSealed && type.GetMethod("<Clone>$") != null);

    private static bool IsValue(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(bool) || Models.Contains(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) && IsValue(type.GetGenericArguments()[0]));
}
