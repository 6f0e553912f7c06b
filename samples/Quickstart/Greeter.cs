using TypedRpc;

namespace Quickstart;

public sealed class Greeter : IGreeter
{
    public Task<string> GreetAsync(string name, CancellationToken cancellationToken) => name.Length > 0
        ? Task.FromResult($"Hello, {name}!")
        : throw new RpcException(RpcStatusCode.InvalidArgument, "A name has at least one letter.");

    public ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken) => ValueTask.FromResult(left + right);
}
