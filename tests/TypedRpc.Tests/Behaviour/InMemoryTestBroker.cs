using TypedRpc.Behaviour;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Behaviour;

/// <summary>The suite's broker inside the process.</summary>
internal sealed class InMemoryTestBroker : ITestBroker
{
    private readonly InMemoryBroker _broker = new();

    public string User => "guest";

    public async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure) => await InMemoryRpcConnection.ConnectAsync(_broker, configure);

    public Task PublishAsync(string exchange, string routingKey, byte[] body, string? replyTo)
    {
        _broker.Publish(new OutboundMessage(exchange, routingKey, body, ReplyTo: replyTo));
        return Task.CompletedTask;
    }

    public Task<int> CountAsync(string queue) => Task.FromResult(_broker.CountMessages(queue));

    public ValueTask DisposeAsync() => default;
}
