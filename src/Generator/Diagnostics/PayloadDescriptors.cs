using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 2xxx: what can travel.</summary>
internal static class PayloadDescriptors
{
    public static readonly DiagnosticDescriptor UnserializablePayload = Create(
        "TRPC2002", "Type cannot be serialized safely", "{0} of '{1}' contains '{2}', {3}");

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Descriptor.Create(id, title, message, "TypedRpc.Payload", severity);
}
