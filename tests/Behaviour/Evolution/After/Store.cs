namespace TypedRpc.Behaviour.Evolution.After;

/// <summary>The server of the next version.</summary>
internal sealed class Store(TaskCompletionSource<string> noted) : IStore
{
    public Task<string> AddArgumentsAsync(string text, int repeat, string? suffix) => Task.FromResult($"{string.Concat(Enumerable.Repeat(text, repeat))}{suffix ?? "!"}");

    public Task<string> MakeOptionalAsync(string text) => Task.FromResult(text);

    public Task<string> RenameParametersAsync(string left, string right) => Task.FromResult($"{left} {right}");

    public Task<string> AddTokenAsync(string text, CancellationToken cancellationToken) => Task.FromResult(text);

    public ValueTask<string> ChangeTaskAsync(string text) => new(text);

    public Task<Order> AddMembersAsync(Order order) => Task.FromResult(order with { Article = $"{order.Article} {order.Note ?? "null"} {order.Weight} {order.Currency}" });

    public Task<Slip> FillGapAsync(Slip slip) => Task.FromResult(slip with { First = $"{slip.First} {slip.Second?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}" });

    public Task<Label> AddNamedMemberAsync(Label label) => Task.FromResult(label with { Text = $"{label.Text} {label.Colour}" });

    public Task<Mood> AddEnumMemberAsync(Mood mood) => Task.FromResult(mood == Mood.Bad ? Mood.Mixed : mood);

    public Task<Article> RenameTypeAsync(Article article) => Task.FromResult(article);

    public Task<List<int>> ChangeCollectionAsync(IReadOnlyCollection<int> numbers) => Task.FromResult(numbers.ToList());

    public Task<ushort> ChangeKindAsync(int mood, ReadOnlyMemory<byte> bytes) => Task.FromResult((ushort)(bytes.Span[0] + mood));

    public Task<Shape?> AddCaseAsync(Shape shape) => Task.FromResult<Shape?>(shape is Circle { Radius: 0 } ? new Square(1) : shape);

    public Task<string> AddFaultAsync(string text) => throw new RpcFaultException<Gone>(new Gone(text), RpcStatusCode.NotFound, "gone");

    public Task<string> BecomeIdempotentAsync(string text) => Task.FromResult(text);

    public Task<string> ChangeTimeoutAsync(string text) => Task.FromResult(text);

    public Task<string> NewNameAsync(string text) => Task.FromResult(text);

    public Task<string> RefuseAsync(string text) => throw new RpcFaultException<Rejection>(new Rejection(text));

    public ValueTask NoteAsync(string text, int times)
    {
        noted.TrySetResult($"{times} {text}");
        return default;
    }

    public Task<int> CountAsync(int number) => Task.FromResult(number);

    public Task<string> AddMethodAsync() => Task.FromResult("new");
}
