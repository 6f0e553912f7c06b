using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 5xxx: how contracts of one project get along on the broker.</summary>
internal static class HostingDescriptors
{
    public static readonly DiagnosticDescriptor SharedRoutingKey = Create(
        "TRPC5006", "Two services bind the same routing key", "'{0}' has the same routing key '{1}' on exchange '{2}' as '{3}', so a call of either reaches both services");

    public static readonly DiagnosticDescriptor SharedQueue = Create(
        "TRPC5007", "Two contracts share a queue", "'{0}' has the same exchange '{1}' and service name '{2}' as '{3}', so their servers take calls from one queue");

    /// <summary>A rule that compares contracts. A warning: a project may hold two versions of one contract on purpose.</summary>
    private static DiagnosticDescriptor Create(string id, string title, string message) =>
        Descriptor.Create(id, title, message, "TypedRpc.Hosting", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);
}
