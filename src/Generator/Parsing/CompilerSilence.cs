using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>What the compiler says about the use of obsolete and experimental types and methods; it says it where the user uses them, so generated code is silent.</summary>
internal static class CompilerSilence
{
    /// <summary>The part of a type that no pragma lets generated code use, or null.</summary>
    public static ITypeSymbol? FindForbidden(ITypeSymbol type) =>
        Parts(type).FirstOrDefault(static part => part.FindAttribute(KnownNames.ObsoleteAttribute) is { ConstructorArguments: [_, { Value: true }] });

    /// <summary>The ids that must be disabled in what is generated for a contract. One that cannot be, because it is none, the compiler reports where it is given.</summary>
    public static SortedSet<string> Ids(INamedTypeSymbol contract, DiagnosticSink sink)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var attribute in Attributes(contract))
        {
            var isExperimental = attribute.AttributeClass.Is(KnownNames.ExperimentalAttribute);
            var id = isExperimental ? attribute.First()
                : attribute.AttributeClass.Is(KnownNames.ObsoleteAttribute) ? attribute.Named<string>("DiagnosticId")
                : null;
            if (SyntaxFacts.IsValidIdentifier(id))
            {
                ids.Add(id!);
            }
            else if (isExperimental)
            {
                sink.Fail();
            }
        }

        return ids;
    }

    private static IEnumerable<AttributeData> Attributes(INamedTypeSymbol contract) => contract.AllInterfaces
        .Prepend(contract)
        .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>().SelectMany(Uses).Concat(Parts(type)))
        .SelectMany(WithAssembly)
        .Distinct(SymbolEqualityComparer.Default)
        .SelectMany(static symbol => symbol.GetAttributes());

    private static IEnumerable<ISymbol> Uses(IMethodSymbol method) => method.FindAttributes(KnownNames.FaultAttribute)
        .SelectMany(static fault => fault.AttributeClass!.TypeArguments)
        .Concat(method.Parameters.Select(static parameter => parameter.Type))
        .Append(method.ReturnType)
        .SelectMany(Parts)
        .Append<ISymbol>(method);

    /// <summary>The type, what it is made of, and what it is nested in.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Concat(named.ContainingType is { } outer ? Parts(outer) : []).Prepend(type),
        _ => [type],
    };

    /// <summary>An attribute of an assembly or module is one of all that is declared there.</summary>
    private static IEnumerable<ISymbol> WithAssembly(ISymbol symbol) =>
        new[] { symbol, symbol.ContainingModule, symbol.ContainingAssembly }.Where(static part => part is not null);
}
