using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace TypedRpc.CodeFixes;

/// <summary>Collects changes of a solution. All are found in the solution as it was, and a place that is found twice is changed once.</summary>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly SolutionEditor _editor = new(solution);
    private readonly HashSet<SyntaxNode> _changed = [];

    public Solution Solution => _editor.OriginalSolution;

    /// <param name="change">Makes the new node from what the old one is by then: other changes may lie within it.</param>
    public async Task ReplaceAsync<TNode>(Document document, TNode node, Func<TNode, SyntaxGenerator, SyntaxNode> change, CancellationToken cancellationToken)
        where TNode : SyntaxNode
    {
        if (_changed.Add(node))
        {
            var editor = await _editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
            editor.ReplaceNode(node, (current, generator) => change((TNode)current, generator));
        }
    }

    public Solution Apply() => _editor.GetChangedSolution();
}
