using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Sees to it that no two methods of a contract share a wire name or a routing key. The keys of events may be templates, so that is another rule.</summary>
internal sealed class UniqueNames(string service, bool isEvents, DiagnosticSink sink)
{
    private readonly Dictionary<string, IMethodSymbol> _wireNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IMethodSymbol> _routingKeys = new(StringComparer.Ordinal);
    private readonly EventKeys _eventKeys = new(sink);

    public void Add(IMethodSymbol method, MethodModel model)
    {
        if (!Add(_wireNames, model.WireName, "wire name", method))
        {
            return;
        }

        if (isEvents)
        {
            _eventKeys.Add(method, model.RoutingKey(service));
        }
        else
        {
            Add(_routingKeys, model.RoutingKey(service), "routing key", method);
        }
    }

    private bool Add(Dictionary<string, IMethodSymbol> known, string name, string kind, IMethodSymbol method)
    {
        if (!known.TryGetValue(name, out var other))
        {
            known.Add(name, method);
            return true;
        }

        sink.ReportMember(ContractDescriptors.DuplicateName, method, SourceLocations.OfName(method), method.ToMessageText(), kind, name, other.ToMessageText());
        return false;
    }
}
