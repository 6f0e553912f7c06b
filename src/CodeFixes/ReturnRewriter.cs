using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace TypedRpc.CodeFixes;

/// <summary>Makes a body return a completed task.</summary>
/// <param name="result">What the task holds, or null.</param>
/// <param name="needsType">Whether the types of the returned values do not say what the task holds.</param>
internal sealed class ReturnRewriter(SyntaxGenerator generator, INamedTypeSymbol task, ITypeSymbol? result, bool needsType) : CSharpSyntaxRewriter
{
    public MethodDeclarationSyntax Rewrite(MethodDeclarationSyntax method) => method switch
    {
        { ExpressionBody.Expression: ThrowExpressionSyntax } => method,
        { ExpressionBody: { } body } when result is null => method
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(body.Expression), Return(null)).WithAdditionalAnnotations(Formatter.Annotation)),
        { ExpressionBody: { } body } => method.WithExpressionBody(body.WithExpression(Completed(body.Expression))),
        { Body: { } body } => method.WithBody(WithEnd((BlockSyntax)Visit(body))),
        _ => method,
    };

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) => Return(node.Expression).WithTriviaFrom(node);

    // A function within the method has its own returns.
    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => node;

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => node;

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => node;

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => node;

    private BlockSyntax WithEnd(BlockSyntax body) => result is null && body.Statements.LastOrDefault() is not (ReturnStatementSyntax or ThrowStatementSyntax)
        ? body.AddStatements(Return(null).WithAdditionalAnnotations(Formatter.Annotation))
        : body;

    private ReturnStatementSyntax Return(ExpressionSyntax? value) => (ReturnStatementSyntax)generator.ReturnStatement(Completed(value));

    private ExpressionSyntax Completed(ExpressionSyntax? value) => value is null
        ? (ExpressionSyntax)generator.MemberAccessExpression(generator.NameOf(task), nameof(Task.CompletedTask))
        : (ExpressionSyntax)generator.InvocationExpression(generator.MemberAccessExpression(generator.NameOf(task), FromResult()), value.WithoutTrivia());

    private SyntaxNode FromResult() => needsType
        ? generator.GenericName(nameof(Task.FromResult), generator.NameOf(result!))
        : generator.IdentifierName(nameof(Task.FromResult));
}
