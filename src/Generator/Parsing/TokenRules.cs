using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Advice about the token of a method. A token is never part of what travels, so to add or move one is safe for old clients and servers.</summary>
internal static class TokenRules
{
    public static void Check(INamedTypeSymbol contract, IMethodSymbol method, bool isOneWay, DiagnosticSink sink)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, contract.ContainingAssembly))
        {
            // Who compiles the contract cannot follow the advice.
            return;
        }

        var token = method.Parameters.FirstOrDefault(static parameter => parameter.Type.Is(KnownNames.CancellationToken));
        if (token is null)
        {
            if (!isOneWay)
            {
                sink.ReportMember(ContractDescriptors.NoToken, method, SourceLocations.OfName(method), method.ToMessageText());
            }
        }
        else if (method.Parameters.Skip(token.Ordinal + 1).Any(static parameter => !MustComeLater(parameter)))
        {
            sink.ReportMember(ContractDescriptors.TokenNotLast, method, SourceLocations.OfParameter(token), token.Name, method.ToMessageText());
        }
    }

    /// <summary>What by the language or by custom stands behind the token. A further token has a rule of its own.</summary>
    private static bool MustComeLater(IParameterSymbol parameter) =>
        parameter.IsParams
        || parameter.Type.Is(KnownNames.CancellationToken)
        || parameter.GetAttributes().Any(static attribute => attribute.AttributeClass is { } type
            && type.Name.StartsWith("Caller", StringComparison.Ordinal)
            && type.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices");
}
