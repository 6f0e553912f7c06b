using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Parsing;

/// <summary>Names that follow from the interface's own.</summary>
internal static class ContractNames
{
    /// <summary><c>IPaymentService</c> → <c>PaymentService</c>.</summary>
    public static string Service(INamedTypeSymbol contract)
    {
        var name = contract.Name;
        return name is ['I', var next, ..] && !char.IsLower(next) && SyntaxFacts.IsIdentifierStartCharacter(next) ? name.Substring(1) : name;
    }

    /// <summary><c>IPaymentService</c> → <c>PaymentServiceRpc</c>, <c>Outer.IInner</c> → <c>Outer_InnerRpc</c>.</summary>
    public static string Class(INamedTypeSymbol contract)
    {
        var name = Service(contract) + "Rpc";
        for (var outer = contract.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.Name}_{name}";
        }

        return name;
    }

    /// <summary><c>Shop.PaymentServiceRpc</c></summary>
    public static string Hint(INamedTypeSymbol contract, string className) =>
        contract.ContainingNamespace.IsGlobalNamespace ? className : $"{contract.ContainingNamespace.ToDisplayString(Unescaped)}.{className}";

    /// <summary>Whether a type is a contract's generated class of an earlier run: the analyzer sees the generator's output.</summary>
    public static bool IsGenerated(INamedTypeSymbol type) =>
        type.FindAttribute(KnownNames.GeneratedCodeAttribute)?.First() == typeof(ContractNames).Assembly.GetName().Name;

    /// <summary>What else has the name of the contract's generated class: a namespace or type of the user's or another contract.</summary>
    public static INamespaceOrTypeSymbol? Conflict(INamedTypeSymbol contract, string className)
    {
        var @namespace = contract.ContainingNamespace;
        return @namespace.GetMembers(className).FirstOrDefault(IsTaken)
            ?? Candidates(@namespace, className.Substring(0, className.Length - "Rpc".Length)).FirstOrDefault(IsOtherContract);

        static bool IsTaken(INamespaceOrTypeSymbol member) => member is not INamedTypeSymbol type || (type.Arity == 0 && !IsGenerated(type));

        bool IsOtherContract(INamedTypeSymbol type) =>
            !SymbolEqualityComparer.Default.Equals(type, contract) && ContractAttribute.Find(type) is not null && Class(type) == className;
    }

    private static SymbolDisplayFormat Unescaped { get; } = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The types whose generated class could have this name: an underscore may be part of a name or stand for nesting.</summary>
    private static IEnumerable<INamedTypeSymbol> Candidates(INamespaceOrTypeSymbol container, string name)
    {
        foreach (var type in container.GetTypeMembers(name, arity: 0).Concat(container.GetTypeMembers("I" + name, arity: 0)))
        {
            yield return type;
        }

        for (var split = name.IndexOf('_'); split >= 0; split = name.IndexOf('_', split + 1))
        {
            var rest = name.Substring(split + 1);
            foreach (var type in container.GetTypeMembers(name.Substring(0, split), arity: 0).SelectMany(outer => Candidates(outer, rest)))
            {
                yield return type;
            }
        }
    }
}
