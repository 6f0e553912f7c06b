namespace TypedRpc.Fuzz.Contracts;

/// <summary>Answers at once, and counts: a refused call must not have come here.</summary>
internal sealed class Fuzzed : IFuzzed
{
    private int _executed;

    public int Executed => Volatile.Read(ref _executed);

    public ValueTask<Order> SubmitAsync(Order order, int priority, string? note, CancellationToken cancellationToken) => Done(order);

    public ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken) => Done(unchecked(left + right));

    public ValueTask<byte[]> EchoAsync(byte[] payload, CancellationToken cancellationToken) => Done(payload);

    public ValueTask<Tree> GrowAsync(Tree tree, CancellationToken cancellationToken) => Done(tree);

    public ValueTask<Dictionary<long, string>> MapAsync(Dictionary<string, int> map, HashSet<Guid> ids, Dictionary<long, int> numbers, CancellationToken cancellationToken) =>
        Done(new Dictionary<long, string> { [map.Count] = "map", [-ids.Count - 1] = "ids", [int.MaxValue + (long)numbers.Count] = "numbers" });

    public ValueTask<Moment> MeetAsync(Moment moment, Mood mood, double[] figures, int[,] grid, CancellationToken cancellationToken) => Done(moment);

    public ValueTask<string> GreetAsync(string name, long? seconds, CancellationToken cancellationToken) => Done(name);

    public ValueTask NothingAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _executed);
        return ValueTask.CompletedTask;
    }

    public ValueTask AuditAsync(string entry, IReadOnlyList<string> tags) => NothingAsync(default);

    private ValueTask<T> Done<T>(T value)
        where T : notnull
    {
        // Nil where the contract has no null would pass silently otherwise.
        ArgumentNullException.ThrowIfNull(value);
        Interlocked.Increment(ref _executed);
        return new ValueTask<T>(value);
    }
}
