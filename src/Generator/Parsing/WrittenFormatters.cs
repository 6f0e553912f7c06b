using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>The types that an assembly has a hand-written formatter for, or says that there will be one. It is looked through only when a type would else be reported.</summary>
internal static class WrittenFormatters
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, HashSet<ITypeSymbol>> Found = new();

    public static HashSet<ITypeSymbol> Of(IAssemblySymbol assembly) => Found.GetValue(assembly, Find);

    private static HashSet<ITypeSymbol> Find(IAssemblySymbol assembly)
    {
        var announced = assembly.GetAttributes().SelectMany(static attribute => (attribute.AttributeClass, attribute.ConstructorArguments) switch
        {
            ({ } type, [{ Value: INamedTypeSymbol formatted }]) when type.Is(KnownNames.AssumedFormattableAttribute) => [formatted],
            ({ } type, [{ Value: INamedTypeSymbol formatter }]) when type.Is(KnownNames.KnownFormatterAttribute) => Formatted(formatter),
            _ => [],
        });
        return new(announced.Concat(Types(assembly.GlobalNamespace).SelectMany(Formatted)).Select(static type => type.OriginalDefinition), SymbolEqualityComparer.Default);
    }

    private static IEnumerable<ITypeSymbol> Formatted(INamedTypeSymbol formatter) => formatter.AllInterfaces
        .Where(static implemented => implemented.OriginalDefinition.Is(KnownNames.Formatter))
        .Select(static implemented => implemented.TypeArguments[0]);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));
}
