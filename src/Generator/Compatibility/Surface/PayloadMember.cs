using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>A part of a payload, as the code has it.</summary>
/// <param name="Type">The type of the member or case; null in an enum.</param>
/// <param name="Location">Where the key is given or the member declared, or null if it has no source.</param>
/// <param name="StartsSet">Whether an initializer gives it a value that stays when none is read.</param>
internal sealed record PayloadMember(WireMember Entry, ITypeSymbol? Type, Location? Location, bool StartsSet = false);
