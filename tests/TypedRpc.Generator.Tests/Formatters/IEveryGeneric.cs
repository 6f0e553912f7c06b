using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace TypedRpc.Generator.Tests.Formatters;

/// <summary>Every generic type of the platform that the generator knows a formatter of, each with type arguments of its own.</summary>
[RabbitService("generics")]
public interface IEveryGeneric
{
    Task ArraysAsync(Colour[] a, Colour[,] b, Colour[,,] c, Colour[,,,] d, ArraySegment<Colour> e, Memory<Colour> f, ReadOnlyMemory<Guid> g, ReadOnlySequence<Guid> h);

    Task TuplesAsync(
        Tuple<Colour> a,
        Tuple<Colour, int> b,
        Tuple<Colour, int, int> c,
        Tuple<Colour, int, int, int> d,
        Tuple<Colour, int, int, int, int> e,
        Tuple<Colour, int, int, int, int, int> f,
        Tuple<Colour, int, int, int, int, int, int> g,
        Tuple<Colour, int, int, int, int, int, int, Tuple<int>> h);

    Task ValueTuplesAsync(
        ValueTuple<Colour> a,
        (Colour A, int B) b,
        (Colour, int, int) c,
        (Colour, int, int, int) d,
        (Colour, int, int, int, int) e,
        (Colour, int, int, int, int, int) f,
        (Colour, int, int, int, int, int, int) g,
        (Colour, int, int, int, int, int, int, int) h);

    Task ClassesAsync(
        Dictionary<Colour, int> a,
        HashSet<Colour> b,
        LinkedList<Colour> c,
        List<Colour?> d,
        OrderedDictionary<Colour, int> e,
        PriorityQueue<Colour, int> f,
        Queue<Colour> g,
        SortedDictionary<Colour, int> h,
        SortedList<Colour, int> i,
        Stack<Colour> j,
        KeyValuePair<Colour, int> k,
        Lazy<Colour> l);

    Task InterfacesAsync(
        ICollection<Colour> a,
        IDictionary<Colour, int> b,
        IEnumerable<Colour> c,
        IList<Colour> d,
        IReadOnlyCollection<Colour> e,
        IReadOnlyDictionary<Colour, int> f,
        IReadOnlyList<Colour> g,
        IReadOnlySet<Colour> h,
        ISet<Colour> i);

    Task OthersAsync(
        ConcurrentBag<Colour> a,
        ConcurrentDictionary<Colour, int> b,
        ConcurrentQueue<Colour> c,
        ConcurrentStack<Colour> d,
        ObservableCollection<Colour> e,
        ReadOnlyCollection<Colour> f,
        ReadOnlyDictionary<Colour, int> g,
        ReadOnlyObservableCollection<Colour> h,
        ReadOnlySet<Colour> i,
        FrozenDictionary<Colour, int> j,
        FrozenSet<Colour> k);

    Task ImmutableAsync(
        IImmutableDictionary<Colour, int> a,
        IImmutableList<Colour> b,
        IImmutableQueue<Colour> c,
        IImmutableSet<Colour> d,
        IImmutableStack<Colour> e,
        ImmutableArray<Colour> f,
        ImmutableDictionary<Colour, int> g,
        ImmutableHashSet<Colour> h,
        ImmutableList<Colour> i,
        ImmutableQueue<Colour> j,
        ImmutableSortedDictionary<Colour, int> k,
        ImmutableSortedSet<Colour> l,
        ImmutableStack<Colour> m);
}
