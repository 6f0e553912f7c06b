using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Collects what is wrong with one contract. The generator passes no <paramref name="report"/>: it only needs to know whether there are errors.</summary>
internal sealed class DiagnosticSink(INamedTypeSymbol contract, Action<Diagnostic>? report = null, bool isAot = false)
{
    /// <summary>Whether anybody hears of what is no error.</summary>
    public bool Listens => report is not null;

    /// <summary>Whether nothing can be compiled at run time.</summary>
    public bool IsAot { get; } = isAot;

    public IAssemblySymbol Assembly => contract.ContainingAssembly;

    public bool HasErrors { get; private set; }

    /// <summary>The compiler reports what is wrong; there is nothing to add.</summary>
    public void Fail() => HasErrors = true;

    public void ReportContract(DiagnosticDescriptor descriptor, Location? location, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        report?.Invoke(Diagnostic.Create(descriptor, location ?? contract.Locations[0], arguments));
    }

    /// <summary>Reports a member. An inherited one is reported where the contract is: its own file may be another project's.</summary>
    public void ReportMember(DiagnosticDescriptor descriptor, ISymbol member, Location? location, params object[] arguments) =>
        ReportContract(descriptor, SymbolEqualityComparer.Default.Equals(member.ContainingType, contract) ? location : null, arguments);
}
