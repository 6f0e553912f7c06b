using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Decides how a type is written and read, and whether it can be.</summary>
internal static class TypeParser
{
    public static TypeModel Parse(ITypeSymbol type) => new(
        SymbolNames.Of(type),
        PrimitiveOf(type),
        type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.NotAnnotated);

    /// <summary>Why a type cannot travel, or null. Only clear cases: what MessagePack lacks a formatter for is found at bind time.</summary>
    public static string? WhyNot(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return WhyNot(array.ElementType);
            case IDynamicTypeSymbol:
                return "dynamic has no fixed shape";
            case { SpecialType: SpecialType.System_Object }:
                return "object has no fixed shape; use a concrete type, or an interface with [Union]";
            case { TypeKind: TypeKind.Delegate }:
                return "a delegate is code";
            case { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer }:
                return "a pointer means nothing in another process";
            case { IsRefLikeType: true }:
                return "the type lives on the stack";
            case INamedTypeSymbol named:
                return WhyNot(named);
            default:
                return null;
        }
    }

    private static string? WhyNot(INamedTypeSymbol type)
    {
        switch (SymbolNames.MetadataName(type.OriginalDefinition))
        {
            case "System.Threading.CancellationToken":
                return "a CancellationToken stands on its own among the parameters";
            case "System.Type" or "System.Reflection.Assembly" or "System.Reflection.MethodInfo":
                return "CLR types mean nothing to another process";
            case "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1":
                return "a task is not a value";
            case "System.Collections.Generic.IAsyncEnumerable`1":
                return "streaming is not supported yet";
        }

        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            switch (SymbolNames.MetadataName(ancestor))
            {
                case "System.IO.Stream":
                    return "a Stream cannot be sent; use byte[] or ReadOnlyMemory<byte>";
                case "System.Exception":
                    return "exceptions do not travel; declare a fault with [Fault<T>]";
            }
        }

        if (type.TypeKind == TypeKind.Interface && !IsFrameworkType(type) && SymbolNames.Attribute(type, KnownNames.MessagePackUnion) is null)
        {
            return "an interface has no fixed shape; mark it with [Union], or use a concrete type";
        }

        foreach (var argument in type.TypeArguments)
        {
            if (WhyNot(argument) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    // Collection interfaces have formatters.
    private static bool IsFrameworkType(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", System.StringComparison.Ordinal));

    private static string? PrimitiveOf(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? null : type.SpecialType switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_String => "String",
        _ => null,
    };
}
