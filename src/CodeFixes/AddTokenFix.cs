using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator;

namespace TypedRpc.CodeFixes;

/// <summary>Adds a token to a method of a contract and to what implements it. Calls stay as they are: the token has a default value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddTokenFix() : RuleFix("Add a CancellationToken", "TRPC1011")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported is MethodDeclarationSyntax declaration
        // The first argument for a params array would become the token.
        && model.GetDeclaredSymbol(declaration, cancellationToken) is { } method
        && !method.Parameters.Any(static parameter => parameter.IsParams)
        && !method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => IsWithToken(method, other));

    private protected override async Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var token = model.Compilation.Find(KnownNames.CancellationToken);
        var uses = await edits.FindAsync(model.GetDeclaredSymbol((MethodDeclarationSyntax)reported, cancellationToken)!, cancellationToken).ConfigureAwait(false);
        foreach (var list in uses.Declarations(cancellationToken).Select(static declaration => declaration.ParameterList))
        {
            var name = FreeName((MethodDeclarationSyntax)list.Parent!);
            var isExplicit = list.Parent is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null };
            await edits.ReplaceAsync(
                list,
                (current, generator) => current.AddParameters(
                    (ParameterSyntax)generator.ParameterDeclaration(name, generator.NameOf(token), isExplicit ? null : SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression))),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsWithToken(IMethodSymbol method, IMethodSymbol other) =>
        other.Parameters.Length == method.Parameters.Length + 1
        && method.Parameters.Zip(other.Parameters, static (left, right) => SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(static same => same);

    /// <summary>A name that means nothing else in the method.</summary>
    private static string FreeName(MethodDeclarationSyntax declaration)
    {
        var used = new HashSet<string>(declaration.DescendantTokens().Select(static token => token.ValueText), StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue - 1)
            .Select(static number => number == 1 ? "cancellationToken" : FormattableString.Invariant($"cancellationToken{number}"))
            .First(name => !used.Contains(name));
    }
}
