using System.Collections.Immutable;
using System.Globalization;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Incremental;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator;

/// <summary>Names of the generated files. The compiler compares them without regard to case, so names that differ in nothing else get a hash.</summary>
internal static class HintNames
{
    /// <summary>Names that another equals but for case, in an order that does not depend on that of the contracts.</summary>
    public static EquatableArray<string> FindAmbiguous(ImmutableArray<ContractResult> results) => new(results
        .Select(static result => result.Model?.HintName)
        .OfType<string>()
        .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
        .Where(static names => names.Count() > 1)
        .SelectMany(static names => names)
        .OrderBy(static name => name, StringComparer.Ordinal));

    /// <summary>The result with the final name of its file.</summary>
    public static ContractResult Complete(ContractResult result, EquatableArray<string> ambiguous) => result.Model is { HintName: var name } contract
        ? result with { Model = contract with { HintName = ambiguous.Contains(name) ? $"{name}-{Hash(name)}.g.cs" : $"{name}.g.cs" } }
        : result;

    /// <summary>The same on every machine, unlike <see cref="string.GetHashCode()"/>; half of it is enough for names that differ by case.</summary>
    private static string Hash(string text)
    {
        var hash = new Fnv();
        hash.Add(text);
        return unchecked((uint)(hash.Value ^ (hash.Value >> 32))).ToString("x8", CultureInfo.InvariantCulture);
    }
}
