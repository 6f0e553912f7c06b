using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 1xxx: what events must look like.</summary>
internal static class EventDescriptors
{
    public static readonly DiagnosticDescriptor UnknownPlaceholder = Create(
        "TRPC1024", "Routing key names no parameter", "'{0}' in the routing key of '{1}' is no parameter of it; {2}");

    public static readonly DiagnosticDescriptor UnsupportedKeyWord = Create(
        "TRPC1031",
        "Parameter cannot be a word of a routing key",
        "Parameter '{0}' of '{1}' is a word of the routing key and of type '{2}'; make it a string, a Guid, an enum, an integer or a bool, none of them nullable, or take it out of the key");

    public static readonly DiagnosticDescriptor MalformedKey = Create(
        "TRPC1032", "Malformed routing key", "The routing key '{0}' of '{1}' {2}");

    public static readonly DiagnosticDescriptor KeyTooLong = Create(
        "TRPC1033", "Routing key is too long", "The routing key of '{0}' has {1} bytes in UTF-8 even with the shortest values, and AMQP allows {2}; shorten it");

    public static readonly DiagnosticDescriptor MeaninglessSetting = Create(
        "TRPC1034", "Setting has no meaning here", "{0} has no meaning for '{1}', which is {2}: {3}");

    /// <summary>A warning: a message of TypedRpc says which event it is.</summary>
    public static readonly DiagnosticDescriptor SameKey = Create(
        "TRPC1035",
        "Two events can have the same routing key",
        "'{0}' with the routing key '{1}' can have the same key as '{2}' with '{3}', so who subscribes to one gets the other as well; give one of them a word that tells them apart",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ServiceAndEvents = Create(
        "TRPC1036", "Calls and events in one contract", "'{0}' is marked [RabbitService] and [RabbitEvents]; its methods are either calls or events, so make it two interfaces");

    public static readonly DiagnosticDescriptor EventWithResult = Create(
        "TRPC1037", "Event with a result", "'{0}' returns '{1}', but nobody answers an event; return ValueTask or Task");

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Descriptor.Create(id, title, message, "TypedRpc.Contract", severity);
}
