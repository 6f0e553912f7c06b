using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 5xxx: what an application registers, and how contracts of one project get along on the broker.</summary>
internal static class HostingDescriptors
{
    /// <summary>A warning: the class may be mapped in a way that the rule cannot see.</summary>
    public static readonly DiagnosticDescriptor Unmapped = CreateAtEnd(
        "TRPC5001", "Implementation is never mapped", "'{0}' implements '{1}', but nothing maps it; call host.{2}<{0}>()");

    public static readonly DiagnosticDescriptor NoContract = Create(
        "TRPC5002", "Registered type is no contract", "'{0}' {1}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor NotGenerated = Create(
        "TRPC5004", "Contract without generated code", "Nothing was generated for '{0}' in '{1}', so '{2}' fails; reference TypedRpc with its analyzers in that project", DiagnosticSeverity.Warning);

    /// <summary>A warning, as the next: a project may hold two versions of one contract on purpose.</summary>
    public static readonly DiagnosticDescriptor SharedRoutingKey = CreateAtEnd(
        "TRPC5006", "Two services bind the same routing key", "'{0}' has the same routing key '{1}' on exchange '{2}' as '{3}', so a call of either reaches both services");

    public static readonly DiagnosticDescriptor SharedQueue = CreateAtEnd(
        "TRPC5007", "Two contracts share a queue", "'{0}' has the same exchange '{1}' and service name '{2}' as '{3}', so their servers take calls from one queue");

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        Descriptor.Create(id, title, message, "TypedRpc.Hosting", severity);

    /// <summary>A rule that looks at the whole project.</summary>
    private static DiagnosticDescriptor CreateAtEnd(string id, string title, string message) =>
        Descriptor.Create(id, title, message, "TypedRpc.Hosting", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);
}
