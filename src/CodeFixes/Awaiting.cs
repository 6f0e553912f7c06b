using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.CodeFixes;

/// <summary>Awaits calls.</summary>
internal static class Awaiting
{
    /// <summary>Whether a call may be awaited where it stands: in an async function or in top-level statements. To make a function async is for who knows its callers.</summary>
    public static bool IsPossible(InvocationExpressionSyntax call) => call.Expression is not MemberBindingExpressionSyntax && call.Ancestors().Select(Allows).FirstOrDefault(static allows => allows is not null) is true;

    public static ExpressionSyntax Await(ExpressionSyntax call)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var awaited = SyntaxFactory.AwaitExpression(keyword, call.WithoutTrivia());
        return (IsPartOfPath(call) ? SyntaxFactory.ParenthesizedExpression(awaited) : (ExpressionSyntax)awaited).WithTriviaFrom(call);
    }

    private static bool? Allows(SyntaxNode node) => node switch
    {
        LockStatementSyntax or QueryExpressionSyntax => false,
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MemberDeclarationSyntax => false,
        _ => null,
    };

    /// <summary>Whether something follows the call that would otherwise be awaited with it.</summary>
    private static bool IsPartOfPath(ExpressionSyntax call) => call.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == call,
        ElementAccessExpressionSyntax access => access.Expression == call,
        ConditionalAccessExpressionSyntax access => access.Expression == call,
        InvocationExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        _ => false,
    };
}
