namespace Consumer;

internal sealed class Greeter : IGreeter
{
    public Task<string> GreetAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult($"Hello, {name}!");
}
