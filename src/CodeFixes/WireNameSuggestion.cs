using Microsoft.CodeAnalysis;
using TypedRpc.Generator;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>Makes up the wire name of an overload: <c>Orders.FindByNumber</c>, in the form of a default routing key because it is one as well. Of an event it is none.</summary>
internal static class WireNameSuggestion
{
    public static string For(IMethodSymbol method)
    {
        var contract = method.ContainingType;
        var attribute = ContractAttribute.Find(contract);
        var service = attribute?.Named<string>("Name") ?? ContractNames.Service(contract);
        var methods = contract.AllInterfaces.Prepend(contract).SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>()).ToArray();
        var taken = new HashSet<string>(methods.Where(other => !IsSame(other, method)).SelectMany(other => Names(service, other)), StringComparer.Ordinal);

        // Earlier overloads with the same names of parameters may be given a name as well: this one leaves them theirs.
        var text = attribute is not null && ContractAttribute.IsEvents(attribute) ? Text(method) : $"{service}.{Text(method)}";
        var earlier = methods.TakeWhile(other => !IsSame(other, method)).Count(other => Text(other) == Text(method));
        return Enumerable.Range(1, int.MaxValue - 1)
            .Select(number => number == 1 ? text : FormattableString.Invariant($"{text}{number}"))
            .Where(name => !taken.Contains(name))
            .ElementAt(earlier);
    }

    private static bool IsSame(IMethodSymbol left, IMethodSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IEnumerable<string> Names(string service, IMethodSymbol method) =>
        method.FindAttribute(KnownNames.RabbitMethodAttribute)?.First() is { } name ? [name] : [MethodParser.DefaultName(method), $"{service}.{MethodParser.DefaultName(method)}"];

    private static string Text(IMethodSymbol method)
    {
        var arguments = method.Parameters.Where(IsArgument).Select(static parameter => char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1)).ToArray();
        var name = MethodParser.DefaultName(method);
        return arguments.Length == 0 ? name : $"{name}By{string.Join("And", arguments)}";
    }

    private static bool IsArgument(IParameterSymbol parameter) => !parameter.Type.Is(KnownNames.CancellationToken);
}
