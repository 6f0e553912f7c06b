using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>Declares the fault that a handler throws.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FaultFix() : RuleFix("Declare the fault", "TRPC4009")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) => Find(reported, model, cancellationToken) is not null;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var (method, detail) = Find(reported, model, cancellationToken)!.Value;
        var attribute = model.Compilation.Find(KnownNames.FaultAttribute).Construct(detail);
        return edits.AddAttributeAsync(method, generator => generator.Attribute(generator.NameOf(attribute)), cancellationToken, detail.ToSourceText());
    }

    /// <summary>The contract's method, if its source is in the solution, and the detail of the fault.</summary>
    private static (SyntaxNode Method, ITypeSymbol Detail)? Find(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported.Parent is { } parent
        && model.GetOperation(parent, cancellationToken) is IThrowOperation thrown
        && Contracts.Find(model.Compilation) is { } contracts
        && EnclosingMember.Find(reported, model, cancellationToken) is { } member
        && UndeclaredFaults.Find(thrown, contracts.ImplementedBy(member), contracts) is var (method, detail)
        && method.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration
            ? (declaration.GetSyntax(cancellationToken), detail)
            : null;
}
