using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>A difference between the baseline and the code.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Location">Where, or null for the contract.</param>
/// <param name="Arguments">What the rule's message says.</param>
internal sealed record Change(DiagnosticDescriptor Rule, Location? Location, params object[] Arguments)
{
    /// <summary>Lines of the baseline that the code contradicts.</summary>
    public IReadOnlyList<BaselineLine> Old { get; init; } = [];

    /// <summary>What the code says instead.</summary>
    public IReadOnlyList<WireEntry> New { get; init; } = [];

    /// <summary>Whether old peers and new ones fail to understand each other; the others only have to be written down.</summary>
    public bool IsBreaking => Rule.Id != CompatibilityDescriptors.OutOfDate.Id && Rule.Id != CompatibilityDescriptors.RequiredMember.Id;
}
