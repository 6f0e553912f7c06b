using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 2xxx: what can travel.</summary>
internal static class PayloadDescriptors
{
    public static readonly DiagnosticDescriptor NoFormatter = Create(
        "TRPC2001", "Type without a formatter", "{0} of '{1}' contains '{2}', for which MessagePack has no formatter: {3}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnserializablePayload = Create(
        "TRPC2002", "Type cannot be serialized safely", "{0} of '{1}' contains '{2}', {3}");

    public static readonly DiagnosticDescriptor UnboundedResult = Create(
        "TRPC2005",
        "Bytes without a bound",
        "The result of '{0}' is one message, and the call fails when it is larger than MaxMessageSize; let the caller ask for a part, by offset and count",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor NoGeneratedResolver = Create(
        "TRPC2006",
        "Type has a formatter only at run time",
        "{0} of '{1}' contains '{2}', whose formatter MessagePack would make at run time, which native AOT does not allow; let MessagePack's source generator run in '{3}', or write a formatter",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnsafeKey = Create(
        "TRPC2008",
        "Key without a safe hash code",
        "{0} of '{1}' contains '{2}', which MessagePack does not read: strangers could send many '{3}' with one hash code; take a number, an enum, a string, a Guid or a DateTime, or a sorted collection",
        DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Descriptor.Create(id, title, message, "TypedRpc.Payload", severity);
}
