using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the attributes and the signature of one method.</summary>
internal static class MethodParser
{
    public static MethodModel Parse(INamedTypeSymbol contract, IMethodSymbol method, string service, DiagnosticSink sink)
    {
        var attribute = method.FindAttribute(KnownNames.RabbitMethodAttribute);
        SettingRules.CheckCall(method, attribute, sink);
        var (returnsTask, result) = ReturnTypeParser.Parse(method, sink);
        var faults = FaultParser.Parse(method, sink);
        var isOneWay = ParseOneWay(method, result is not null, faults.Count > 0, sink);
        TokenRules.Check(contract, method, isOneWay, sink);
        return new MethodModel(
            method.Name,
            Identifier: method.Name,
            method.ContainingType.ToSourceText(),
            IsInherited: !SymbolEqualityComparer.Default.Equals(method.ContainingType, contract),
            ParseName(method, attribute, service, sink),
            HasRoutingKey: Given(attribute) is not null,
            ParseTimeout(method, attribute, sink),
            Coalesces: attribute?.Named<bool?>("Coalesce") ?? true,
            IsIdempotent: method.FindAttribute(KnownNames.IdempotentAttribute) is not null,
            isOneWay,
            returnsTask,
            result,
            ParameterParser.Parse(method, placeholders: [], sink),
            faults,
            IsObsolete: method.FindAttribute(KnownNames.ObsoleteAttribute) is not null);
    }

    /// <summary>The wire name of a method, valid or not.</summary>
    public static string WireName(IMethodSymbol method) => Given(method.FindAttribute(KnownNames.RabbitMethodAttribute)) ?? DefaultName(method);

    /// <summary>The wire name of a method that is not given one: its own without <c>Async</c>.</summary>
    public static string DefaultName(IMethodSymbol method)
    {
        const string Suffix = "Async";
        return method.Name.Length > Suffix.Length && method.Name.EndsWith(Suffix, StringComparison.Ordinal) ? method.Name.Substring(0, method.Name.Length - Suffix.Length) : method.Name;
    }

    private static string ParseName(IMethodSymbol method, AttributeData? attribute, string service, DiagnosticSink sink)
    {
        var given = Given(attribute);
        var name = given ?? DefaultName(method);
        if (WireNameRules.CheckMethod(service, name) is { } problem)
        {
            var location = given is null ? SourceLocations.OfName(method) : SourceLocations.OfArgument(attribute!);
            sink.ReportMember(ContractDescriptors.InvalidName, method, location, "method", name, problem);
        }

        return name;
    }

    private static string? Given(AttributeData? attribute) => attribute is { ConstructorArguments.Length: 1 } ? attribute.First() ?? "" : null;

    private static int ParseTimeout(IMethodSymbol method, AttributeData? attribute, DiagnosticSink sink)
    {
        const string Argument = "TimeoutMilliseconds";
        var timeout = attribute?.Named<int>(Argument) ?? 0;
        if (timeout < 0)
        {
            sink.ReportMember(ContractDescriptors.InvalidTimeout, method, SourceLocations.OfArgument(attribute!, Argument), method.ToMessageText(), timeout);
        }

        return timeout;
    }

    private static bool ParseOneWay(IMethodSymbol method, bool hasResult, bool hasFaults, DiagnosticSink sink)
    {
        var attribute = method.FindAttribute(KnownNames.OneWayAttribute);
        if (attribute is not null && (hasResult || hasFaults))
        {
            sink.ReportMember(ContractDescriptors.OneWayWithReply, method, SourceLocations.OfAttribute(attribute), method.ToMessageText(), hasResult ? "result" : "faults");
        }

        return attribute is not null;
    }
}
