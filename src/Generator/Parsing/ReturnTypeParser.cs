using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses what a method returns.</summary>
internal static class ReturnTypeParser
{
    public static (bool ReturnsTask, PayloadModel? Result) Parse(IMethodSymbol method, DiagnosticSink sink)
    {
        var type = method.ReturnType;
        var definition = type.OriginalDefinition;
        var isTask = definition.Is(KnownNames.Task) || definition.Is(KnownNames.TaskOfResult);
        if (type.TypeKind == TypeKind.Error)
        {
            sink.Fail();
        }
        else if (method.ReturnsByRef || method.ReturnsByRefReadonly || !(isTask || definition.Is(KnownNames.ValueTask) || definition.Is(KnownNames.ValueTaskOfResult)))
        {
            var advice = definition.Is(KnownNames.AsyncEnumerable) ? "streaming is not supported yet" : "return Task, Task<T>, ValueTask or ValueTask<T>";
            sink.ReportMember(ContractDescriptors.UnsupportedReturnType, method, SourceLocations.OfReturnType(method), method.ToMessageText(), type.ToMessageText(), advice);
        }
        else if (((INamedTypeSymbol)type).TypeArguments is [var result])
        {
            return (isTask, ParseResult(method, result, sink));
        }

        return (isTask, null);
    }

    private static PayloadModel ParseResult(IMethodSymbol method, ITypeSymbol result, DiagnosticSink sink)
    {
        var location = SourceLocations.OfReturnType(method);
        PayloadRules.Check(result, "The result", method, location, sink);
        if (PayloadTypes.IsBytes(result) && !method.Parameters.Any(static parameter => parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64))
        {
            sink.ReportMember(PayloadDescriptors.UnboundedResult, method, location, method.ToMessageText());
        }

        return PayloadParser.Parse(result);
    }
}
