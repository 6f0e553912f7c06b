using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the parameters of a method.</summary>
internal static class ParameterParser
{
    /// <param name="placeholders">Names of the parameters that travel in the routing key, in its order.</param>
    public static EquatableArray<ParameterModel> Parse(IMethodSymbol method, IReadOnlyList<string> placeholders, DiagnosticSink sink)
    {
        var hasToken = false;
        var parsed = new List<ParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            if (parsed.Exists(other => other.Name == parameter.Name))
            {
                sink.Fail();
            }
            else if (Obstacle(parameter) is { } obstacle)
            {
                sink.ReportMember(ContractDescriptors.UnsupportedParameter, method, SourceLocations.OfParameter(parameter), parameter.Name, method.ToMessageText(), obstacle);
            }
            else if (PlaceOf(parameter) is { } place)
            {
                if (KeyWordParser.Parse(method, parameter, place, sink) is { } word)
                {
                    parsed.Add(word);
                }
            }
            else if (!parameter.Type.Is(KnownNames.CancellationToken))
            {
                PayloadRules.Check(parameter.Type, $"Parameter '{parameter.Name}'", method, SourceLocations.OfType(parameter), sink);
                parsed.Add(new(parameter.Name, ParsePayload(parameter), DefaultValue.Of(parameter)));
            }
            else if (hasToken)
            {
                sink.ReportMember(ContractDescriptors.SeveralCancellationTokens, method, SourceLocations.OfParameter(parameter), method.ToMessageText());
            }
            else
            {
                hasToken = true;
                parsed.Add(new(parameter.Name, Payload: null, Default: null));
            }
        }

        if (method.IsVararg)
        {
            sink.ReportMember(ContractDescriptors.UnsupportedParameter, method, SourceLocations.OfArgumentList(method), "__arglist", method.ToMessageText(), "a list of arguments of any type");
        }

        return new(parsed);

        int? PlaceOf(IParameterSymbol parameter) => placeholders.Select(static (name, place) => (Name: name, Place: (int?)place)).FirstOrDefault(found => found.Name == parameter.Name).Place;
    }

    /// <summary>Attributes of the parameter count more than its type: they say what may be passed.</summary>
    private static PayloadModel ParsePayload(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (parameter.FindAttribute(KnownNames.DisallowNullAttribute) is not null)
        {
            return PayloadParser.Parse(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type) with { Nil = NilHandling.Refuse };
        }

        var allows = type.IsReferenceType && parameter.FindAttribute(KnownNames.AllowNullAttribute) is not null;
        return PayloadParser.Parse(allows ? type.WithNullableAnnotation(NullableAnnotation.Annotated) : type);
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
