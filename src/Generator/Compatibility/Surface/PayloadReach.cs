using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>Collects the types that methods reach.</summary>
internal sealed class PayloadReach(PayloadCache cache, CancellationToken cancellationToken)
{
    /// <summary>Generic types may contain ever larger ones of themselves; nobody sends those.</summary>
    private const int DeepestNesting = 8;

    private readonly HashSet<ITypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, PayloadShape> _shapes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PayloadShape> Shapes => _shapes;

    public void AddAll(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            Add(parameter.Type);
        }

        Add(method.ReturnType);
        foreach (var fault in method.FindAttributes(KnownNames.FaultAttribute))
        {
            Add(fault.AttributeClass!.TypeArguments[0]);
        }
    }

    private void Add(ITypeSymbol type)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_seen.Add(type) || Nesting(type) > DeepestNesting)
        {
            return;
        }

        if (type is IArrayTypeSymbol array)
        {
            Add(array.ElementType);
        }
        else if (type is INamedTypeSymbol named)
        {
            foreach (var argument in named.TypeArguments)
            {
                Add(argument);
            }

            AddShape(named);
        }
    }

    private void AddShape(INamedTypeSymbol type)
    {
        if (cache.Get(type) is not { } shape || _shapes.ContainsKey(shape.Header.Label))
        {
            return;
        }

        _shapes.Add(shape.Header.Label, shape);
        foreach (var member in shape.Members.Select(static member => member.Type).OfType<ITypeSymbol>())
        {
            Add(member);
        }
    }

    private static int Nesting(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + Nesting(array.ElementType),
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => 1 + arguments.Max(Nesting),
        _ => 0,
    };
}
