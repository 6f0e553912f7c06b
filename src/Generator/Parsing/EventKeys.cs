using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Finds events of a contract that can have one routing key. Subscribers take any word for a placeholder's value, whatever the parameter's type.</summary>
internal sealed class EventKeys(DiagnosticSink sink)
{
    private readonly List<(string Template, IMethodSymbol Event)> _known = [];

    public void Add(IMethodSymbol method, string template)
    {
        var other = _known.Find(known => KeyTemplate.CanBeEqual(known.Template, template));
        if (other.Event is not null)
        {
            var attribute = method.FindAttribute(KnownNames.RabbitMethodAttribute);
            var location = attribute?.Named<string>(EventParser.RoutingKey) is null ? SourceLocations.OfName(method) : SourceLocations.OfArgument(attribute, EventParser.RoutingKey);
            sink.ReportMember(EventDescriptors.SameKey, method, location, method.ToMessageText(), template, other.Event.ToMessageText(), other.Template);
        }

        _known.Add((template, method));
    }
}
