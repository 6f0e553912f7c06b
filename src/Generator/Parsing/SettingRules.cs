using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Finds settings of calls on events, and of events on calls.</summary>
internal static class SettingRules
{
    private static readonly (string Attribute, string Name, string Advice)[] OfCalls =
    [
        (KnownNames.OneWayAttribute, "[OneWay]", "no event has a reply; remove it"),
        (KnownNames.IdempotentAttribute, "[Idempotent]", "every event may come twice; remove it"),
        (KnownNames.FaultAttribute, "[Fault]", "no event has a reply that could carry a fault; remove it"),
    ];

    private static readonly (string Argument, string Advice)[] ArgumentsOfCalls =
    [
        ("TimeoutMilliseconds", "PublisherOptions.Timeout says how long to wait for the broker; remove it"),
        ("Coalesce", "every event is a message of its own; remove it"),
    ];

    public static void CheckEvent(IMethodSymbol method, AttributeData? attribute, DiagnosticSink sink)
    {
        foreach (var (known, name, advice) in OfCalls)
        {
            foreach (var found in method.FindAttributes(known))
            {
                Report(SourceLocations.OfAttribute(found), name, "an event", advice);
            }
        }

        foreach (var (argument, advice) in ArgumentsOfCalls.Where(setting => attribute?.NamedArguments.Any(argument => argument.Key == setting.Argument) == true))
        {
            Report(SourceLocations.OfArgument(attribute!, argument), argument, "an event", advice);
        }

        void Report(Location? location, string setting, string what, string advice) =>
            sink.ReportMember(EventDescriptors.MeaninglessSetting, method, location, setting, method.ToMessageText(), what, advice);
    }

    public static void CheckCall(IMethodSymbol method, AttributeData? attribute, DiagnosticSink sink)
    {
        if (attribute?.Named<string>(EventParser.RoutingKey) is not null)
        {
            const string Advice = "the wire name is the routing key as well; give it as [RabbitMethod(\"name\")]";
            sink.ReportMember(
                EventDescriptors.MeaninglessSetting, method, SourceLocations.OfArgument(attribute, EventParser.RoutingKey), EventParser.RoutingKey, method.ToMessageText(), "a call", Advice);
        }
    }
}
