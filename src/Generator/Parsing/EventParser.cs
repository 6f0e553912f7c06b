using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the attributes and the signature of one event.</summary>
internal static class EventParser
{
    /// <summary>The argument of <c>[RabbitMethod]</c> with the key or its template.</summary>
    public const string RoutingKey = "RoutingKey";

    public static MethodModel Parse(INamedTypeSymbol contract, IMethodSymbol method, string service, DiagnosticSink sink)
    {
        var attribute = method.FindAttribute(KnownNames.RabbitMethodAttribute);
        var returnsTask = ParseReturnType(method, sink);
        SettingRules.CheckEvent(method, attribute, sink);

        // The token ends a wait for the broker, which takes no time to speak of.
        TokenRules.Check(contract, method, isOneWay: true, sink);
        var name = ParseName(method, attribute, service, sink);
        var template = attribute?.Named<string>(RoutingKey);
        var placeholders = template is null ? [] : RoutingKeyRules.Check(method, template, SourceLocations.OfArgument(attribute!, RoutingKey), sink);
        return new MethodModel(
            method.Name,
            Identifier: method.Name,
            method.ContainingType.ToSourceText(),
            IsInherited: !SymbolEqualityComparer.Default.Equals(method.ContainingType, contract),
            name,
            HasRoutingKey: false,
            TimeoutMilliseconds: 0,
            Coalesces: true,
            IsIdempotent: false,
            IsOneWay: false,
            returnsTask,
            Result: null,
            ParameterParser.Parse(method, placeholders, sink),
            Faults: default,
            IsObsolete: method.FindAttribute(KnownNames.ObsoleteAttribute) is not null)
        { Template = template };
    }

    /// <summary>Whether the event returns a <c>Task</c>.</summary>
    private static bool ParseReturnType(IMethodSymbol method, DiagnosticSink sink)
    {
        var type = method.ReturnType;
        var isTask = type.Is(KnownNames.Task);
        if (type.TypeKind == TypeKind.Error)
        {
            sink.Fail();
        }
        else if (method.ReturnsByRef || method.ReturnsByRefReadonly || !(isTask || type.Is(KnownNames.ValueTask)))
        {
            sink.ReportMember(EventDescriptors.EventWithResult, method, SourceLocations.OfReturnType(method), method.ToMessageText(), type.ToMessageText());
        }

        return isTask;
    }

    private static string ParseName(IMethodSymbol method, AttributeData? attribute, string service, DiagnosticSink sink)
    {
        var isGiven = attribute is { ConstructorArguments.Length: 1 };
        var name = isGiven ? attribute!.First() ?? "" : MethodParser.DefaultName(method);
        if ((WireNameRules.CheckMethod(service, name) ?? WireNameRules.CheckWords(name)) is { } problem)
        {
            var location = isGiven ? SourceLocations.OfArgument(attribute!) : SourceLocations.OfName(method);
            sink.ReportMember(ContractDescriptors.InvalidName, method, location, "event", name, problem);
        }

        return name;
    }
}
