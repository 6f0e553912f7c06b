using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>How a type of the user's travels, as the code has it.</summary>
internal sealed class PayloadShape(WireShape header, INamedTypeSymbol symbol, IReadOnlyList<PayloadMember> members)
{
    public WireShape Header { get; } = header;

    public INamedTypeSymbol Symbol { get; } = symbol;

    public IReadOnlyList<PayloadMember> Members { get; } = members;

    public IEnumerable<string> Lines => Members.Select(static member => member.Entry.ToString()).Prepend(Header.ToString());
}
