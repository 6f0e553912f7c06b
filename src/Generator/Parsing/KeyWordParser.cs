using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses a parameter that travels in the routing key.</summary>
internal static class KeyWordParser
{
    /// <summary>The parameter, or null when it was reported.</summary>
    /// <param name="place">Its place among the placeholders of the template.</param>
    public static ParameterModel? Parse(IMethodSymbol method, IParameterSymbol parameter, int place, DiagnosticSink sink)
    {
        var type = parameter.Type;
        if (type.HasError())
        {
            sink.Fail();
            return null;
        }

        if (Kind(type) is not { } kind)
        {
            sink.ReportMember(EventDescriptors.UnsupportedKeyWord, method, SourceLocations.OfType(parameter), parameter.Name, method.ToMessageText(), type.ToMessageText());
            return null;
        }

        PayloadRules.Check(type, $"Parameter '{parameter.Name}'", method, SourceLocations.OfType(parameter), sink);
        var nil = type.IsReferenceType ? NilHandling.Refuse : NilHandling.Accept;
        return new(parameter.Name, new PayloadModel(type.ToSourceText(), PayloadKind.Codec, nil, Formatters: default, Parts: default), Default: null, new(place, kind));
    }

    /// <summary>How a type becomes a word, or null: a word cannot be nothing.</summary>
    public static KeyWordKind? Kind(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => type.NullableAnnotation == NullableAnnotation.Annotated ? null : KeyWordKind.Text,
        { TypeKind: TypeKind.Enum } => KeyWordKind.Enum,
        { SpecialType: SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) } => KeyWordKind.Value,
        _ when type.Is(KnownNames.Guid) => KeyWordKind.Value,
        _ => null,
    };

    /// <summary>How many bytes the shortest value has.</summary>
    public static int ShortestWord(ITypeSymbol? type) =>
        type.Is(KnownNames.Guid) ? Guid.Empty.ToString().Length
        : type?.SpecialType == SpecialType.System_Boolean ? "true".Length
        : 1;
}
