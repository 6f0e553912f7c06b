using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the declared faults of a method.</summary>
internal static class FaultParser
{
    /// <summary>The wire name of a fault.</summary>
    public static string Name(AttributeData attribute, ITypeSymbol detail) => attribute.Named<string>("Name") ?? detail.Name;

    public static EquatableArray<FaultModel> Parse(IMethodSymbol method, DiagnosticSink sink)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var parsed = new List<FaultModel>();
        foreach (var attribute in method.FindAttributes(KnownNames.FaultAttribute))
        {
            var location = SourceLocations.OfAttribute(attribute);
            var detail = attribute.AttributeClass!.TypeArguments[0];
            var name = Name(attribute, detail);
            if (WireNameRules.Check(name) is { } problem)
            {
                sink.ReportMember(ContractDescriptors.InvalidName, method, SourceLocations.OfArgument(attribute, "Name"), "fault", name, problem);
            }

            if (!names.Add(name))
            {
                sink.ReportMember(ContractDescriptors.DuplicateFault, method, location, method.ToMessageText(), "name", name);
            }
            else if (!types.Add(detail))
            {
                // The server finds the fault by the type of its detail.
                sink.ReportMember(ContractDescriptors.DuplicateFault, method, location, method.ToMessageText(), "detail type", detail.ToMessageText());
            }

            PayloadRules.Check(detail, $"Fault '{name}'", method, location, sink);
            parsed.Add(new(name, PayloadParser.Parse(detail)));
        }

        return new(parsed);
    }
}
