namespace TypedRpc.Fuzz.Contracts;

/// <summary>A contract whose methods need every kind of generated reader, and the formatters with the most ways to go wrong.</summary>
[RabbitService("fuzz")]
public interface IFuzzed
{
    [Fault<Refusal>]
    ValueTask<Order> SubmitAsync(Order order, int priority = 3, string? note = null, CancellationToken cancellationToken = default);

    ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken = default);

    ValueTask<byte[]> EchoAsync(byte[] payload, CancellationToken cancellationToken = default);

    ValueTask<Tree> GrowAsync(Tree tree, CancellationToken cancellationToken = default);

    ValueTask<Dictionary<long, string>> MapAsync(Dictionary<string, int> map, HashSet<Guid> ids, Dictionary<long, int> numbers, CancellationToken cancellationToken = default);

    ValueTask<Moment> MeetAsync(Moment moment, Mood mood, double[] figures, int[,] grid, CancellationToken cancellationToken = default);

    ValueTask<string> GreetAsync(string name, long? seconds, CancellationToken cancellationToken = default);

    ValueTask NothingAsync(CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask AuditAsync(string entry, IReadOnlyList<string> tags);
}
