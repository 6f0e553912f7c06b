using System.Globalization;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Makes events of a valid contract's methods; whatever may be a word travels in the routing key.</summary>
internal static class RandomEvents
{
    private static readonly string[] Words = ["string", "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "global::System.Guid", "global::System.DayOfWeek"];

    public static ContractSpec Of(ContractSpec contract) => contract with
    {
        Attributes = "[global::TypedRpc.RabbitEvents(\"random.events\")]",
        Methods = [.. contract.Methods.Select(static (method, index) => Event(method, index.ToString(CultureInfo.InvariantCulture)))],
    };

    private static MethodSpec Event(MethodSpec method, string name)
    {
        var words = method.Parameters.Where(static parameter => Words.Contains(parameter.Type)).Select(static parameter => $".{{{parameter.Name.TrimStart('@')}}}").Take(5);
        return method with { Result = null, IsOneWay = false, Attributes = $"[global::TypedRpc.RabbitMethod(\"{name}\", RoutingKey = \"{name}{string.Concat(words)}\")]" };
    }
}
