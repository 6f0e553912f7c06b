using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Reports what is wrong, and remembers whether anything was.</summary>
internal sealed class Reporter(Action<Diagnostic> report)
{
    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor rule, ISymbol symbol, params object?[] arguments)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        report(Diagnostic.Create(rule, symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None, arguments));
    }

    public void Name(ISymbol symbol, string what, string? name, string? reason)
    {
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.Name, symbol, what, name, reason);
        }
    }

    /// <summary>The symbol, or the contract when the symbol stands in another assembly.</summary>
    public static ISymbol Nearest(ISymbol? symbol, ISymbol contract) => symbol is not null && symbol.Locations.Any(static location => location.IsInSource) ? symbol : contract;
}
