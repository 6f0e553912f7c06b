using Microsoft.Extensions.Logging.Abstractions;
using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>A session that has ended is closed and replaced, whatever those do who took part in it.</summary>
public sealed class SessionSupervisorTests
{
    [Fact]
    public async Task A_participant_that_throws_does_not_keep_a_lost_session_open()
    {
        await using var transport = new LosableTransport();
        var participant = new FailingParticipant();
        await using var supervisor = new SessionSupervisor(transport, participant, [participant], TimeProvider.System, NullLogger.Instance);
        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        var lost = transport.Sessions.ShouldHaveSingleItem();
        lost.Lose();
        await Eventually.TrueAsync(() => transport.Sessions.Count == 2 && supervisor.Current is { IsClosed: false });
        lost.IsDisposed.ShouldBeTrue();
    }
}
