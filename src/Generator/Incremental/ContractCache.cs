using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Incremental;

/// <summary>
/// Contracts as they were parsed last. After each key that the user presses, Roslyn asks for all of them with a new compilation in which nothing is bound yet;
/// binding 1,000 contracts takes a second, to learn that 999 are as they were.
/// </summary>
internal sealed class ContractCache(Func<INamedTypeSymbol, CancellationToken, ContractModel?> parse)
{
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    /// <summary>The contract that an interface is, or null when it is none.</summary>
    public ContractResult? Get(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var node = (InterfaceDeclarationSyntax)context.Node;
        var declarations = DeclarationHash.Of(context.SemanticModel.Compilation);
        var hash = StandsAlone(node) ? declarations.Names : declarations.All;
        var entry = _entries.GetOrCreateValue(node);
        if (entry.Parsed is not { } parsed || parsed.Hash != hash)
        {
            entry.Parsed = parsed = new(hash, Parse(context.SemanticModel, node, cancellationToken));
        }

        return parsed.Result;
    }

    /// <summary>Whether all methods of the contract are in this very node, so that those of other interfaces do not matter.</summary>
    private static bool StandsAlone(InterfaceDeclarationSyntax node) => node.BaseList is null && !node.Modifiers.Any(SyntaxKind.PartialKeyword);

    private ContractResult? Parse(SemanticModel model, InterfaceDeclarationSyntax node, CancellationToken cancellationToken)
    {
        // A part of an interface is asked for only if it is the one with the attribute.
        if (model.GetDeclaredSymbol(node, cancellationToken) is not { } contract
            || ContractAttribute.Find(contract)?.ApplicationSyntaxReference is not { } attribute
            || attribute.SyntaxTree != node.SyntaxTree
            || !node.Span.Contains(attribute.Span))
        {
            return null;
        }

        var name = contract.ToDisplayString();
        try
        {
            return new(name, parse(contract, cancellationToken), Failure: null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(name, Model: null, exception.ToString());
        }
    }

    private sealed record Parsed(ulong Hash, ContractResult? Result);

    private sealed class Entry
    {
        /// <summary>Set as a whole: several drivers may share a tree.</summary>
        public volatile Parsed? Parsed;
    }
}
