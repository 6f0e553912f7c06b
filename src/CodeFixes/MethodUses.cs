using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace TypedRpc.CodeFixes;

/// <summary>Where a method of a contract is written down, with its implementations and overrides, and where it is called.</summary>
internal sealed class MethodUses(ReferencedSymbol[] found)
{
    public IEnumerable<MethodDeclarationSyntax> Declarations(CancellationToken cancellationToken) => found
        .SelectMany(static symbol => symbol.Definition.DeclaringSyntaxReferences)
        .Select(reference => reference.GetSyntax(cancellationToken))
        .OfType<MethodDeclarationSyntax>()
        .Distinct();

    public IEnumerable<InvocationExpressionSyntax> Calls(CancellationToken cancellationToken) => found
        .SelectMany(static symbol => symbol.Locations)
        .Where(static location => location.Location.SourceTree is not null)
        .Select(location => location.Location.SourceTree!.GetRoot(cancellationToken).FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true))
        .Select(static name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression.FullSpan.Contains(name.Span) && IsCalled(name, call)))
        .OfType<InvocationExpressionSyntax>()
        .Distinct();

    /// <summary>Whether the name is that of the called method and not a part of what it is called on.</summary>
    private static bool IsCalled(SyntaxNode name, InvocationExpressionSyntax call) => name == call.Expression || call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax binding => binding.Name == name,
        _ => false,
    };
}
