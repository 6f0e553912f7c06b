using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Analysis;

namespace TypedRpc.CodeFixes;

/// <summary>Passes the token in scope to a call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PassTokenFix() : RuleFix("Pass the token", "TRPC4002")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        Find(reported, model, cancellationToken) is not null;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var (call, parameter, token) = Find(reported, model, cancellationToken)!.Value;
        var list = ((InvocationExpressionSyntax)call.Syntax).ArgumentList;
        var isNext = parameter.Ordinal == list.Arguments.Count && list.Arguments.All(static argument => argument.NameColon is null);
        return edits.ReplaceAsync(
            list,
            (current, generator) => current.AddArguments((ArgumentSyntax)generator.Argument(isNext ? null : parameter.Name, RefKind.None, generator.IdentifierName(token.Name))),
            cancellationToken);
    }

    private static (IInvocationOperation Call, IParameterSymbol Parameter, IParameterSymbol Token)? Find(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        if (reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation
            || model.GetOperation(invocation, cancellationToken) is not IInvocationOperation call
            || Contracts.Find(model.Compilation) is not { } contracts
            || EnclosingMember.Find(invocation, model, cancellationToken) is not { } member
            || ForgottenToken.Find(call, member, contracts) is not { } token)
        {
            return null;
        }

        return (call, ForgottenToken.Missing(call, contracts)!, token);
    }
}
