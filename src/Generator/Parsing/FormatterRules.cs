using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>
/// Finds types of a payload that MessagePack's standard resolver has no formatter for. What their members are made of is for MessagePack's own analyzer.
/// </summary>
internal static class FormatterRules
{
    /// <summary>A type without a formatter and what to do about it, or null.</summary>
    public static (INamedTypeSymbol Type, string Advice)? FindMissing(ITypeSymbol payload, IAssemblySymbol contract)
    {
        foreach (var type in PayloadTypes.OfUsers(payload))
        {
            if (Missing(type) is { } advice && IsForMessagePack(type.ContainingAssembly) && !HasWritten(type, contract))
            {
                return (type, advice);
            }
        }

        return null;
    }

    /// <summary>A type whose formatter MessagePack makes at run time, or null.</summary>
    public static INamedTypeSymbol? FindDynamic(ITypeSymbol payload, IAssemblySymbol contract) => PayloadTypes.OfUsers(payload).FirstOrDefault(type =>
        Missing(type) is null
        && !IsCollection(type)
        && !HasAttribute(type, KnownNames.FormatterAttribute)
        && !type.ContainingAssembly.GetAttributes().Any(static attribute => attribute.AttributeClass.Is(KnownNames.GeneratedResolverAttribute))
        && !HasWritten(type, contract));

    private static string? Missing(INamedTypeSymbol type)
    {
        if (HasAttribute(type, KnownNames.FormatterAttribute) || IsCollection(type) || type.FindAttribute(KnownNames.UnionAttribute) is not null)
        {
            return null;
        }

        if (type.IsAbstract)
        {
            return "it is abstract; give it a [Union] for each of its derived types";
        }

        return HasAttribute(type, KnownNames.ObjectAttribute) || type.FindAttribute(KnownNames.DataContractAttribute) is not null
            ? null
            : "mark it [MessagePackObject] and its members [Key]";
    }

    /// <summary>MessagePack's attributes are inherited.</summary>
    private static bool HasAttribute(INamedTypeSymbol type, string name)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.FindAttribute(name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>MessagePack has formatters for what is made like a collection.</summary>
    private static bool IsCollection(INamedTypeSymbol type) => type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>Whether the type's author could have marked it. Types of libraries that know nothing of MessagePack get their formatters from the application.</summary>
    private static bool IsForMessagePack(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name is "MessagePack" or "MessagePack.Annotations"));

    private static bool HasWritten(INamedTypeSymbol type, IAssemblySymbol contract) =>
        WrittenFormatters.Of(type.ContainingAssembly).Contains(type.OriginalDefinition) || WrittenFormatters.Of(contract).Contains(type.OriginalDefinition);
}
