namespace TypedRpc.Behaviour.Evolution.Before;

/// <summary>The server that was deployed.</summary>
internal sealed class Shop(TaskCompletionSource<string> noted) : IShop
{
    public Task<string> AddArgumentsAsync(string text) => Task.FromResult(text);

    public Task<string> MakeOptionalAsync(string text) => Task.FromResult(text);

    public Task<string> RenameParametersAsync(string first, string second) => Task.FromResult($"{first} {second}");

    public Task<string> AddTokenAsync(string text) => Task.FromResult(text);

    public Task<string> ChangeTaskAsync(string text) => Task.FromResult(text);

    public Task<Order> AddMembersAsync(Order order) => Task.FromResult(order);

    public Task<Slip> FillGapAsync(Slip slip) => Task.FromResult(slip);

    public Task<Label> AddNamedMemberAsync(Label label) => Task.FromResult(label);

    public Task<Mood> AddEnumMemberAsync(Mood mood) => Task.FromResult(mood);

    public Task<Item> RenameTypeAsync(Item item) => Task.FromResult(item);

    public Task<int[]> ChangeCollectionAsync(List<int> numbers) => Task.FromResult(numbers.ToArray());

    public Task<char> ChangeKindAsync(Mood mood, byte[] bytes) => Task.FromResult((char)(bytes[0] + mood));

    public Task<Shape?> AddCaseAsync(Shape shape) => Task.FromResult<Shape?>(shape);

    public Task<string> AddFaultAsync(string text) => Task.FromResult(text);

    public Task<string> BecomeIdempotentAsync(string text) => Task.FromResult(text);

    public Task<string> ChangeTimeoutAsync(string text) => Task.FromResult(text);

    public Task<string> OldNameAsync(string text) => Task.FromResult(text);

    public Task<string> RefuseAsync(string text) => throw new RpcFaultException<Refusal>(new Refusal(text));

    public Task NoteAsync(string text)
    {
        noted.TrySetResult(text);
        return Task.CompletedTask;
    }

    public Task<int> CountAsync(int number) => Task.FromResult(number);
}
