using TypedRpc;

namespace Quickstart;

/// <summary>The contract: what the client calls and the server implements.</summary>
[RabbitService("quickstart")]
public interface IGreeter
{
    Task<string> GreetAsync(string name, CancellationToken cancellationToken = default);

    ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken = default);
}
