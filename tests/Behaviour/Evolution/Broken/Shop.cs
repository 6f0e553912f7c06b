namespace TypedRpc.Behaviour.Evolution.Broken;

/// <summary>The server of the incompatible version.</summary>
internal sealed class Shop : IShop
{
    public Task<string> AddArgumentsAsync(string text, int repeat) => Task.FromResult(text);

    public Task<string> MakeOptionalAsync(string? text) => Task.FromResult(text ?? "");

    public Task<string> RenameParametersAsync(string second, string first) => Task.FromResult($"{first} {second}");

    public Task<int> AddTokenAsync(string text) => Task.FromResult(text.Length);

    public Task<Order> AddMembersAsync(Order order) => Task.FromResult(order);

    public Task<Slip> FillGapAsync(Slip slip) => Task.FromResult(slip);

    public Task<Mood> AddEnumMemberAsync(Mood mood) => Task.FromResult(mood);

    public Task<Shape?> AddCaseAsync(Shape shape) => Task.FromResult<Shape?>(shape);

    public Task<string> RefuseAsync(string text) => throw new RpcException(RpcStatusCode.FailedPrecondition, text);

    public Task NoteAsync(string text) => Task.CompletedTask;

    public Task AddFaultAsync(string text) => Task.CompletedTask;

    public Task<string> ChangeTimeoutAsync(string text) => Task.FromResult(text);

    public Task<long> CountAsync(long number) => Task.FromResult(number);
}
