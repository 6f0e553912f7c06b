using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>That the broker blocks a session is forgotten with the session, whatever comes late.</summary>
public sealed class BlockedSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_word_of_a_session_that_has_ended_neither_blocks_nor_unblocks_the_next()
    {
        await using var transport = new ObservedTransport(new InMemoryBroker());
        await using var connection = await ConnectAsync(transport);
        var first = transport.Sessions.First();
        await connection.DropSessionAsync();
        await Eventually.TrueAsync(() => transport.Sessions.Count == 2 && connection.State == RpcConnectionState.Connected);
        transport.Observer.OnBlocked(first, "late");
        connection.State.ShouldBe(RpcConnectionState.Connected);
        transport.Observer.OnBlocked(transport.Sessions.Last(), "low on memory");
        transport.Observer.OnBlocked(first, null);
        connection.State.ShouldBe(RpcConnectionState.Blocked);
    }

    [Fact]
    public async Task A_session_that_was_blocked_and_never_came_up_does_not_block_the_next()
    {
        await using var transport = new ObservedTransport(new InMemoryBroker());
        transport.OnOpened = session =>
        {
            if (transport.Sessions.Count == 1)
            {
                transport.Observer.OnBlocked(session, "low on memory");
                throw new TransportException(TransportError.Unavailable, "lost while it was opened");
            }
        };
        await using var connection = await ConnectAsync(transport);
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        (await connection.CreateClient<IWorkbench>().EchoAsync("open", Token)).ShouldBe("open");
    }

    private static async Task<RpcConnection> ConnectAsync(ITransport transport)
    {
        var connection = new RpcConnection(transport, new TypedRpcOptions());
        await connection.StartAsync(Token);
        return connection;
    }
}
