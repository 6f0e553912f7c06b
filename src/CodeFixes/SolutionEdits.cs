using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace TypedRpc.CodeFixes;

/// <summary>Collects changes of a solution. All are found in the solution as it was, and one change of one place is made once, however often it is found.</summary>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly SolutionEditor _editor = new(solution);
    private readonly HashSet<(SyntaxNode Node, string What)> _changed = [];

    /// <param name="what">Tells changes of one node apart.</param>
    /// <param name="change">Makes the new node from what the old one is by then: other changes may lie within it.</param>
    public async Task ReplaceAsync<TNode>(TNode node, Func<TNode, SyntaxGenerator, SyntaxNode> change, CancellationToken cancellationToken, string what = "")
        where TNode : SyntaxNode
    {
        if (_editor.OriginalSolution.GetDocument(node.SyntaxTree) is { } document and not SourceGeneratedDocument && _changed.Add((node, what)))
        {
            var editor = await _editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
            editor.ReplaceNode(node, (current, generator) => change((TNode)current, generator));
        }
    }

    public Task AddAttributeAsync(SyntaxNode declaration, Func<SyntaxGenerator, SyntaxNode> attribute, CancellationToken cancellationToken, string what = "") =>
        ReplaceAsync(declaration, (current, generator) => generator.AddAttributes(current, attribute(generator)), cancellationToken, what);

    /// <summary>The method, what implements and overrides it, and where they are called.</summary>
    public async Task<MethodUses> FindAsync(IMethodSymbol method, CancellationToken cancellationToken) =>
        new([.. await SymbolFinder.FindReferencesAsync(method, _editor.OriginalSolution, cancellationToken).ConfigureAwait(false)]);

    public async Task<SemanticModel?> ModelAsync(SyntaxNode node, CancellationToken cancellationToken) =>
        _editor.OriginalSolution.GetDocument(node.SyntaxTree) is { } document ? await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) : null;

    public Solution Apply() => _editor.GetChangedSolution();
}
