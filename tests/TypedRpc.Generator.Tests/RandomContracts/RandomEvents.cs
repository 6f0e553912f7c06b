using System.Globalization;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Makes events of a valid contract's methods; whatever may be a word travels in the routing key.</summary>
internal static class RandomEvents
{
    /// <summary>With these, the values that take most room fit into a key.</summary>
    private const int MostWords = 4;

    private static readonly HashSet<string> Words =
    [
        "string", "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "global::System.Guid", "global::Payloads.Rights", "global::Payloads.Outer.Kind",
        "global::Payloads.SBytes", "global::Payloads.Ints", "global::Payloads.ULongs", "global::Payloads.@class.@enum",
    ];

    public static ContractSpec Of(ContractSpec contract) => contract with
    {
        IsOfEvents = true,
        Attributes = "[global::TypedRpc.RabbitEvents(\"random.events\")]",
        Methods = [.. contract.Methods.Select(static (method, index) => Event(method, index.ToString(CultureInfo.InvariantCulture)))],
    };

    private static MethodSpec Event(MethodSpec method, string name)
    {
        var words = method.Parameters.Where(IsWord).Select(static parameter => $".{{{parameter.Name.TrimStart('@')}}}").Take(MostWords);
        return method with { Result = null, IsOneWay = false, Attributes = $"[global::TypedRpc.RabbitMethod(\"{name}\", RoutingKey = \"{name}{string.Concat(words)}\")]" };
    }

    /// <summary>A key has no room for the empty text, nor for a long one.</summary>
    private static bool IsWord(ParameterSpec parameter) => Words.Contains(parameter.Type) && parameter.Value != "\"\"" && !parameter.Value.StartsWith("new string", StringComparison.Ordinal);
}
