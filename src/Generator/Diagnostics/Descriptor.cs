using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>What all rules have in common: they are on by default and have a page.</summary>
internal static class Descriptor
{
    public static DiagnosticDescriptor Create(string id, string title, string message, string category, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description: null, $"https://github.com/typedrpc/typedrpc/blob/main/docs/rules/{id}.md", tags);
}
