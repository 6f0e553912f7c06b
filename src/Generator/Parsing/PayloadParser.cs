using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Decides how a type travels.</summary>
internal static class PayloadParser
{
    public static PayloadModel Parse(ITypeSymbol type)
    {
        var (formatters, parts) = FormatterParser.Parse(type);
        return new(type.ToSourceText(), Kind(type), Nil(type), formatters, parts);
    }

    /// <summary>The part of a type that certainly cannot be serialised and why, or null.</summary>
    public static (ITypeSymbol Type, string Reason)? FindUnserializable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => FindUnserializable(array.ElementType),
        _ when Reason(type) is { } reason => (type, reason),

        // Of a type of the user's only MessagePack knows what it does with its type arguments.
        INamedTypeSymbol named when PayloadTypes.IsPlatform(named) => named.TypeArguments.Select(FindUnserializable).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static PayloadKind Kind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => PayloadKind.Boolean,
        SpecialType.System_SByte => PayloadKind.SByte,
        SpecialType.System_Byte => PayloadKind.Byte,
        SpecialType.System_Int16 => PayloadKind.Int16,
        SpecialType.System_UInt16 => PayloadKind.UInt16,
        SpecialType.System_Int32 => PayloadKind.Int32,
        SpecialType.System_UInt32 => PayloadKind.UInt32,
        SpecialType.System_Int64 => PayloadKind.Int64,
        SpecialType.System_UInt64 => PayloadKind.UInt64,
        SpecialType.System_Single => PayloadKind.Single,
        SpecialType.System_Double => PayloadKind.Double,
        SpecialType.System_String => PayloadKind.String,
        _ => PayloadKind.Codec,
    };

    private static NilHandling Nil(ITypeSymbol type) => (type.IsReferenceType, type.NullableAnnotation) switch
    {
        (true, NullableAnnotation.NotAnnotated) => NilHandling.Refuse,
        (true, NullableAnnotation.None) => NilHandling.Unknown,
        _ => NilHandling.Accept,
    };

    private static string? Reason(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } => "whose content is not known at compile time",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer",
        { TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } => "a delegate",
        { IsStatic: true } => "a static class",
        { TypeKind: TypeKind.Interface } when type.OriginalDefinition.Is(KnownNames.AsyncEnumerable) => "but streaming is not supported yet",
        { TypeKind: TypeKind.Interface } when !IsCollection(type) && !HasFormatter(type) => "an interface without [Union]",
        INamedTypeSymbol named when IsHandle(named) => "which stands for something in this process",
        _ => null,
    };

    private static bool IsHandle(INamedTypeSymbol type)
    {
        for (ITypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            var definition = ancestor.OriginalDefinition;
            if (definition.Is(KnownNames.Stream)
                || definition.Is(KnownNames.Type)
                || definition.Is(KnownNames.CancellationToken)
                || definition.Is(KnownNames.Task)
                || definition.Is(KnownNames.ValueTask)
                || definition.Is(KnownNames.ValueTaskOfResult)
                || definition.Is(KnownNames.Unit))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasFormatter(ITypeSymbol type) =>
        type.FindAttribute(KnownNames.UnionAttribute) is not null || type.FindAttribute(KnownNames.FormatterAttribute) is not null;

    private static bool IsCollection(ITypeSymbol type) =>
        PayloadTypes.IsPlatform(type) && type.ContainingNamespace.ToDisplayString() is var name
        && (name.StartsWith("System.Collections", StringComparison.Ordinal) || name == "System.Linq");
}
