using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the parameters of a method.</summary>
internal static class ParameterParser
{
    public static EquatableArray<ParameterModel> Parse(IMethodSymbol method, DiagnosticSink sink)
    {
        var hasToken = false;
        var parsed = new List<ParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            if (Obstacle(parameter) is { } obstacle)
            {
                sink.ReportMember(DiagnosticDescriptors.UnsupportedParameter, method, SourceLocations.OfParameter(parameter), parameter.Name, method.ToMessageText(), obstacle);
            }
            else if (!parameter.Type.Is(KnownNames.CancellationToken))
            {
                PayloadRules.Check(parameter.Type, $"Parameter '{parameter.Name}'", method, SourceLocations.OfType(parameter), sink);
                parsed.Add(new(parameter.Name, PayloadParser.Parse(parameter.Type), DefaultValue.Of(parameter)));
            }
            else if (hasToken)
            {
                sink.ReportMember(DiagnosticDescriptors.SeveralCancellationTokens, method, SourceLocations.OfParameter(parameter), method.ToMessageText());
            }
            else
            {
                hasToken = true;
                parsed.Add(new(parameter.Name, Payload: null, Default: null));
            }
        }

        return new(parsed);
    }

    private static string? Obstacle(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Out } => "an out parameter",
        { RefKind: not RefKind.None } => "passed by reference",
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer",
        { Type.IsRefLikeType: true } => "a ref struct",
        _ => null,
    };
}
