using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TypedRpc.Generator;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>A method of a contract that should return a task, what implements it, and its callers, which await from then on; of those that cannot, the compiler says where.</summary>
internal sealed class TaskReturn
{
    private readonly IMethodSymbol _method;
    private readonly INamedTypeSymbol _task;
    private readonly INamedTypeSymbol _result;

    private TaskReturn(IMethodSymbol method, Compilation compilation)
    {
        _method = method;
        _task = compilation.Find(KnownNames.Task);
        _result = IsVoid ? _task : compilation.Find(KnownNames.TaskOfResult).Construct(method.ReturnType);
    }

    public bool IsVoid => _method.ReturnsVoid;

    /// <param name="reported">The return type.</param>
    public static TaskReturn? Find(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported.Parent is MethodDeclarationSyntax declaration && declaration.ReturnType == reported
        && model.GetDeclaredSymbol(declaration, cancellationToken) is { ReturnsByRef: false, ReturnsByRefReadonly: false } method
        && !IsPromise(method.ReturnType)
            ? new(method, model.Compilation)
            : null;

    public async Task ApplyAsync(SolutionEdits edits, CancellationToken cancellationToken)
    {
        var uses = await edits.FindAsync(_method, cancellationToken).ConfigureAwait(false);
        foreach (var declaration in uses.Declarations(cancellationToken))
        {
            var needsType = !IsVoid && await edits.ModelAsync(declaration, cancellationToken).ConfigureAwait(false) is { } model && NeedsType(declaration, model);
            await edits.ReplaceAsync(declaration, (current, generator) => Change(current, generator, needsType), cancellationToken).ConfigureAwait(false);
        }

        foreach (var call in uses.Calls(cancellationToken).Where(Awaiting.IsPossible))
        {
            await edits.ReplaceAsync<ExpressionSyntax>(call, static (current, _) => Awaiting.Await(current), cancellationToken).ConfigureAwait(false);
        }
    }

    private bool NeedsType(MethodDeclarationSyntax declaration, SemanticModel model) => declaration
        .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>()
        .Select(static statement => statement.Expression)
        .Append(declaration.ExpressionBody?.Expression)
        .OfType<ExpressionSyntax>()
        .Any(value => value is ImplicitObjectCreationExpressionSyntax || value.IsKind(SyntaxKind.DefaultLiteralExpression) || !SymbolEqualityComparer.IncludeNullability.Equals(model.GetTypeInfo(value).Type, _method.ReturnType));

    /// <summary>Streams, and tasks in whatever they are packed: to wrap them once more helps nobody.</summary>
    private static bool IsPromise(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPromise(array.ElementType),
        INamedTypeSymbol named => named.OriginalDefinition.Is(KnownNames.AsyncEnumerable)
            || named.OriginalDefinition.Is(KnownNames.Task) || named.OriginalDefinition.Is(KnownNames.TaskOfResult)
            || named.OriginalDefinition.Is(KnownNames.ValueTask) || named.OriginalDefinition.Is(KnownNames.ValueTaskOfResult)
            || named.TypeArguments.Any(IsPromise),
        _ => false,
    };

    private MethodDeclarationSyntax Change(MethodDeclarationSyntax declaration, SyntaxGenerator generator, bool needsType)
    {
        var type = (TypeSyntax)generator.NameOf(_result);
        var changed = declaration.WithReturnType(type.WithTriviaFrom(declaration.ReturnType));
        if (declaration.Modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return changed;
        }

        return new ReturnRewriter(generator, _task, IsVoid ? null : _method.ReturnType, needsType).Rewrite(changed);
    }
}
