using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Turns a member of a contract into a model, or reports why it cannot be one.</summary>
internal static class MethodParser
{
    public static MethodModel? TryParse(INamedTypeSymbol contract, INamedTypeSymbol declaring, ISymbol member, HashSet<string> ids, Reporter reporter)
    {
        var at = Reporter.Nearest(member, contract);
        switch (member)
        {
            case INamedTypeSymbol:
            case IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }:
                return null;
            case IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method when !method.IsAbstract:
                reporter.Report(DiagnosticDescriptors.Member, at, member.Name);
                return null;
            case IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method:
                return Parse(declaring, method, at, ids, reporter);
            default:
                reporter.Report(DiagnosticDescriptors.Member, at, member.Name);
                return null;
        }
    }

    private static MethodModel? Parse(INamedTypeSymbol declaring, IMethodSymbol method, ISymbol at, HashSet<string> ids, Reporter reporter)
    {
        if (method.IsGenericMethod)
        {
            reporter.Report(DiagnosticDescriptors.GenericMethod, at, method.Name);
            return null;
        }

        var shape = ShapeOf(method, at, reporter, out var result);
        var parameters = method.Parameters.Select(parameter => Parse(method, parameter, Reporter.Nearest(parameter, at), reporter)).ToArray();
        if (parameters.Count(static parameter => parameter.IsCancellationToken) > 1)
        {
            reporter.Report(DiagnosticDescriptors.Tokens, at, method.Name);
        }

        var attribute = SymbolNames.Attribute(method, KnownNames.RabbitMethod);
        var ownName = attribute?.ConstructorArguments.FirstOrDefault().Value as string;
        var wireName = ownName ?? WireNames.WithoutAsync(method.Name);
        if (attribute?.ConstructorArguments.Length > 0 || WireNames.WhyNot(wireName, isKey: true) is not null)
        {
            reporter.Name(at, "Method", wireName, WireNames.WhyNot(attribute?.ConstructorArguments.Length > 0 ? ownName : wireName, isKey: true));
        }

        var timeout = attribute is null ? 0 : SymbolNames.Argument(attribute, "TimeoutMilliseconds") as int? ?? 0;
        if (timeout < 0)
        {
            reporter.Report(DiagnosticDescriptors.Timeout, at, method.Name, timeout);
        }

        var faults = Faults(method, at, reporter);
        var oneWay = SymbolNames.Attribute(method, KnownNames.OneWay) is not null;
        if (oneWay && (result is not null || faults.Count > 0))
        {
            reporter.Report(DiagnosticDescriptors.OneWayAnswer, at, method.Name);
        }

        return shape is null ? null : new MethodModel(
            SymbolNames.Escape(method.Name),
            UniqueId(method.Name, ids),
            SymbolNames.Of(declaring),
            wireName,
            ownName is not null,
            timeout,
            SymbolNames.Attribute(method, KnownNames.Idempotent) is not null,
            oneWay,
            shape.Value,
            SymbolNames.Of(method.ReturnType),
            result,
            new EquatableArray<ParameterModel>([.. parameters]),
            new EquatableArray<FaultModel>([.. faults]));
    }

    private static ReturnShape? ShapeOf(IMethodSymbol method, ISymbol at, Reporter reporter, out TypeModel? result)
    {
        result = null;
        var type = method.ReturnType as INamedTypeSymbol;
        ReturnShape? shape = SymbolNames.MetadataName(type?.OriginalDefinition) switch
        {
            "System.Threading.Tasks.Task" => ReturnShape.Task,
            "System.Threading.Tasks.Task`1" => ReturnShape.TaskOfResult,
            "System.Threading.Tasks.ValueTask" => ReturnShape.ValueTask,
            "System.Threading.Tasks.ValueTask`1" => ReturnShape.ValueTaskOfResult,
            _ => null,
        };
        if (shape is null || method.RefKind != RefKind.None)
        {
            var hint = SymbolNames.MetadataName(type?.OriginalDefinition) == "System.Collections.Generic.IAsyncEnumerable`1" ? "; streaming is not supported yet" : string.Empty;
            reporter.Report(DiagnosticDescriptors.ReturnType, at, method.Name, method.ReturnType.ToDisplayString(), hint);
            return null;
        }

        if (shape is ReturnShape.TaskOfResult or ReturnShape.ValueTaskOfResult)
        {
            CheckPayload(type!.TypeArguments[0], method, at, reporter);
            result = TypeParser.Parse(type.TypeArguments[0]);
        }

        return shape;
    }

    private static ParameterModel Parse(IMethodSymbol method, IParameterSymbol parameter, ISymbol at, Reporter reporter)
    {
        var isToken = SymbolNames.IsCancellationToken(parameter.Type);
        if (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            reporter.Report(DiagnosticDescriptors.Parameter, at, parameter.Name, method.Name);
        }
        else if (!isToken)
        {
            CheckPayload(parameter.Type, method, at, reporter);
        }

        return new ParameterModel(parameter.Name, SymbolNames.Escape(parameter.Name), TypeParser.Parse(parameter.Type), isToken ? null : DefaultValues.Of(parameter), isToken);
    }

    private static List<FaultModel> Faults(IMethodSymbol method, ISymbol at, Reporter reporter)
    {
        var faults = new List<FaultModel>();
        foreach (var data in method.GetAttributes().Where(static data => SymbolNames.MetadataName(data.AttributeClass?.OriginalDefinition) == KnownNames.Fault))
        {
            var detail = data.AttributeClass!.TypeArguments[0];
            var name = SymbolNames.Argument(data, "Name") as string ?? detail.Name;
            CheckPayload(detail, method, at, reporter);
            reporter.Name(at, "Fault", name, WireNames.WhyNot(name, isKey: false));
            if (faults.Exists(fault => fault.Name == name))
            {
                reporter.Report(DiagnosticDescriptors.DuplicateFault, at, method.Name, name);
            }

            faults.Add(new FaultModel(name, SymbolNames.Of(detail)));
        }

        return faults;
    }

    private static void CheckPayload(ITypeSymbol type, IMethodSymbol method, ISymbol at, Reporter reporter)
    {
        if (TypeParser.WhyNot(type) is { } reason)
        {
            reporter.Report(DiagnosticDescriptors.Payload, at, type.ToDisplayString(), method.Name, reason);
        }
    }

    // Overloads share a name; their members in the emitted class must not.
    private static string UniqueId(string name, HashSet<string> ids)
    {
        var id = WireNames.WithoutAsync(name);
        for (var number = 2; !ids.Add(id); number++)
        {
            id = $"{WireNames.WithoutAsync(name)}_{number}";
        }

        return id;
    }
}
