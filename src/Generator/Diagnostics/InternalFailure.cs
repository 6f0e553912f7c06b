using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>TRPC1099: an exception in the generator or an analyzer.</summary>
internal static class InternalFailure
{
    /// <param name="contract">The contract that was looked at.</param>
    /// <param name="failure">The exception with its stack trace; a diagnostic's message is one line.</param>
    /// <param name="location">Where to report it.</param>
    public static Diagnostic Create(string contract, string failure, Location location) =>
        Diagnostic.Create(ContractDescriptors.InternalFailure, location, contract, failure.Replace("\r", "").Replace('\n', ' '));
}
