using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>Finds the members of a contract that are called remotely: those that a class would have to implement.</summary>
internal static class RemoteMembers
{
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol contract)
    {
        var members = contract.AllInterfaces.Prepend(contract).SelectMany(static type => type.GetMembers()).ToArray();
        return members.Where(IsAbstract).Concat(WithoutBody(members));
    }

    /// <summary>Members with a body stay local: the proxy inherits them. Accessors come with their property or event.</summary>
    private static bool IsAbstract(ISymbol member) =>
        member is { IsAbstract: true } and (IMethodSymbol { AssociatedSymbol: null, ExplicitInterfaceImplementations.IsEmpty: true } or IPropertySymbol or IEventSymbol);

    /// <summary>Methods whose body derived interfaces took away: <c>abstract Task IBase.A();</c>, or two bodies of which none comes first.</summary>
    private static IEnumerable<IMethodSymbol> WithoutBody(ISymbol[] members) => members
        .OfType<IMethodSymbol>()
        .Where(static method => method.AssociatedSymbol is null)
        .SelectMany(static method => method.ExplicitInterfaceImplementations.Select(implemented => (Implemented: implemented, By: method)))
        .Where(static pair => !pair.Implemented.IsAbstract)
        .GroupBy(static pair => pair.Implemented, static pair => pair.By, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default)
        .Where(static bodies => MostSpecific([.. bodies]) is not [{ IsAbstract: false }])
        .Select(static bodies => bodies.Key);

    private static IMethodSymbol[] MostSpecific(IMethodSymbol[] methods) =>
        [.. methods.Where(method => !methods.Any(other => other.ContainingType.AllInterfaces.Contains(method.ContainingType, SymbolEqualityComparer.Default)))];
}
