using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>MessagePack's formatters of the platform's generic types; each takes the same type arguments as its type.</summary>
internal static class GenericFormatters
{
    private const string Collections = "System.Collections.Generic";
    private const string Concurrent = "System.Collections.Concurrent";
    private const string Frozen = "System.Collections.Frozen";
    private const string Immutable = "System.Collections.Immutable";
    private const string ObjectModel = "System.Collections.ObjectModel";

    private static readonly Dictionary<(string Namespace, string Name), string[]> Formatters = new()
    {
        // The second and further formatters are what the first asks the resolver for.
        [("System", "ArraySegment`1")] = ["ArraySegmentFormatter", "MemoryFormatter", "ReadOnlyMemoryFormatter", "ArrayFormatter"],
        [("System", "Memory`1")] = ["MemoryFormatter", "ReadOnlyMemoryFormatter", "ArrayFormatter"],
        [("System", "ReadOnlyMemory`1")] = ["ReadOnlyMemoryFormatter", "ArrayFormatter"],
        [("System.Buffers", "ReadOnlySequence`1")] = ["ReadOnlySequenceFormatter", "ArrayFormatter"],

        [("System", "Lazy`1")] = ["LazyFormatter"],
        [("System", "Nullable`1")] = ["NullableFormatter"],
        [("System", "Tuple`1")] = ["TupleFormatter"],
        [("System", "Tuple`2")] = ["TupleFormatter"],
        [("System", "Tuple`3")] = ["TupleFormatter"],
        [("System", "Tuple`4")] = ["TupleFormatter"],
        [("System", "Tuple`5")] = ["TupleFormatter"],
        [("System", "Tuple`6")] = ["TupleFormatter"],
        [("System", "Tuple`7")] = ["TupleFormatter"],
        [("System", "Tuple`8")] = ["TupleFormatter"],
        [("System", "ValueTuple`1")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`2")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`3")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`4")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`5")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`6")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`7")] = ["ValueTupleFormatter"],
        [("System", "ValueTuple`8")] = ["ValueTupleFormatter"],

        [(Collections, "Dictionary`2")] = ["DictionaryFormatter"],
        [(Collections, "HashSet`1")] = ["HashSetFormatter"],
        [(Collections, "ICollection`1")] = ["InterfaceCollectionFormatter2"],
        [(Collections, "IDictionary`2")] = ["InterfaceDictionaryFormatter"],
        [(Collections, "IEnumerable`1")] = ["InterfaceEnumerableFormatter"],
        [(Collections, "IList`1")] = ["InterfaceListFormatter2"],
        [(Collections, "IReadOnlyCollection`1")] = ["InterfaceReadOnlyCollectionFormatter"],
        [(Collections, "IReadOnlyDictionary`2")] = ["InterfaceReadOnlyDictionaryFormatter"],
        [(Collections, "IReadOnlyList`1")] = ["InterfaceReadOnlyListFormatter"],
        [(Collections, "IReadOnlySet`1")] = ["InterfaceReadOnlySetFormatter"],
        [(Collections, "ISet`1")] = ["InterfaceSetFormatter"],
        [(Collections, "KeyValuePair`2")] = ["KeyValuePairFormatter"],
        [(Collections, "LinkedList`1")] = ["LinkedListFormatter"],
        [(Collections, "List`1")] = ["ListFormatter"],
        [(Collections, "OrderedDictionary`2")] = ["OrderedDictionaryFormatter"],
        [(Collections, "PriorityQueue`2")] = ["PriorityQueueFormatter"],
        [(Collections, "Queue`1")] = ["QueueFormatter"],
        [(Collections, "SortedDictionary`2")] = ["SortedDictionaryFormatter"],
        [(Collections, "SortedList`2")] = ["SortedListFormatter"],
        [(Collections, "Stack`1")] = ["StackFormatter"],

        [(Concurrent, "ConcurrentBag`1")] = ["ConcurrentBagFormatter"],
        [(Concurrent, "ConcurrentDictionary`2")] = ["ConcurrentDictionaryFormatter"],
        [(Concurrent, "ConcurrentQueue`1")] = ["ConcurrentQueueFormatter"],
        [(Concurrent, "ConcurrentStack`1")] = ["ConcurrentStackFormatter"],

        [(ObjectModel, "ObservableCollection`1")] = ["ObservableCollectionFormatter"],
        [(ObjectModel, "ReadOnlyCollection`1")] = ["ReadOnlyCollectionFormatter"],
        [(ObjectModel, "ReadOnlyDictionary`2")] = ["ReadOnlyDictionaryFormatter"],
        [(ObjectModel, "ReadOnlyObservableCollection`1")] = ["ReadOnlyObservableCollectionFormatter"],
        [(ObjectModel, "ReadOnlySet`1")] = ["ReadOnlySetFormatter"],

        [(Frozen, "FrozenDictionary`2")] = ["FrozenDictionaryFormatter"],
        [(Frozen, "FrozenSet`1")] = ["FrozenSetFormatter"],
        [(Immutable, "IImmutableDictionary`2")] = ["InterfaceImmutableDictionaryFormatter"],
        [(Immutable, "IImmutableList`1")] = ["InterfaceImmutableListFormatter"],
        [(Immutable, "IImmutableQueue`1")] = ["InterfaceImmutableQueueFormatter"],
        [(Immutable, "IImmutableSet`1")] = ["InterfaceImmutableSetFormatter"],
        [(Immutable, "IImmutableStack`1")] = ["InterfaceImmutableStackFormatter"],
        [(Immutable, "ImmutableArray`1")] = ["ImmutableArrayFormatter"],
        [(Immutable, "ImmutableDictionary`2")] = ["ImmutableDictionaryFormatter"],
        [(Immutable, "ImmutableHashSet`1")] = ["ImmutableHashSetFormatter"],
        [(Immutable, "ImmutableList`1")] = ["ImmutableListFormatter"],
        [(Immutable, "ImmutableQueue`1")] = ["ImmutableQueueFormatter"],
        [(Immutable, "ImmutableSortedDictionary`2")] = ["ImmutableSortedDictionaryFormatter"],
        [(Immutable, "ImmutableSortedSet`1")] = ["ImmutableSortedSetFormatter"],
        [(Immutable, "ImmutableStack`1")] = ["ImmutableStackFormatter"],
    };

    /// <summary>The formatters that a generic type of the platform needs, without their type arguments and relative to MessagePack's namespace; none for other types.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol type)
    {
        if (type is not { IsGenericType: true, ContainingType: null })
        {
            return [];
        }

        var @namespace = type.ContainingNamespace.ToDisplayString();
        var home = @namespace is Frozen or Immutable ? "ImmutableCollection" : "Formatters";
        return Formatters.TryGetValue((@namespace, type.MetadataName), out var names) ? names.Select(name => $"{home}.{name}") : [];
    }
}
