using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.TestSupport.Tests.Ledger;

/// <summary>What is left behind is found.</summary>
public sealed class RestCheckerTests
{
    private static readonly BrokerCensus Broker = new(2, 3, 9, 1, 4, 2, 0, 0);
    private static readonly RestState Before = new(0, 0, Broker, new ProcessCensus(20, 100, 10, 5));

    [Fact]
    public void Rest_has_no_violation() => Found(Before).ShouldBeEmpty();

    [Fact]
    public void A_pending_call_is_found() => Found(Before with { PendingCalls = 1 }).ShouldBe(["I5"]);

    [Fact]
    public void A_call_that_a_server_still_holds_is_found() => Found(Before with { ActiveCalls = 1 }).ShouldBe(["I5"]);

    [Fact]
    public void Whatever_more_the_broker_holds_is_found()
    {
        Found(Before with { Broker = Broker with { Connections = 3 } }).ShouldBe(["I5"]);
        Found(Before with { Broker = Broker with { Unacknowledged = 1 } }).ShouldBe(["I5"]);
        Found(Before with { Broker = Broker with { Consumers = 1 } }).ShouldBe(["I5"]);
    }

    [Theory]
    [InlineData(31, 100, 10, 5)]
    [InlineData(20, 111, 10, 5)]
    [InlineData(20, 100, 11, 5)]
    [InlineData(20, 100, 10, 10)]
    public void Whatever_more_the_process_holds_is_found(int threads, int handles, int sockets, long timers) =>
        Found(Before with { Process = new ProcessCensus(threads, handles, sockets, timers) }).ShouldBe(["I10"]);

    [Fact]
    public void A_secret_is_found() =>
        RestChecker.CheckSecrets(["all is well", "connecting as swordfish"], "swordfish").ShouldHaveSingleItem().Invariant.ShouldBe("I9");

    [Fact]
    public void The_census_of_the_process_sees_sockets_and_timers()
    {
        // Many, because other tests open and close theirs at the same time.
        const int Many = 200;
        ProcessCensus before = ProcessCensus.Take();
        Socket[] sockets = [.. Enumerable.Range(0, Many).Select(static _ => new Socket(SocketType.Stream, ProtocolType.Tcp))];
        Timer[] timers = [.. Enumerable.Range(0, Many).Select(static _ => new Timer(static _ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan))];
        ProcessCensus after = ProcessCensus.Take();
        Array.ForEach(sockets, static socket => socket.Dispose());
        Array.ForEach(timers, static timer => timer.Dispose());
        after.Timers.ShouldBeGreaterThan(before.Timers + (Many / 2));
        after.Threads.ShouldBeGreaterThan(0);
        if (OperatingSystem.IsLinux())
        {
            after.Sockets.ShouldBeGreaterThan(before.Sockets + (Many / 2));
            after.Handles.ShouldBeGreaterThan(before.Handles + (Many / 2));
        }
    }

    [Fact]
    public async Task An_exception_that_nobody_observes_is_found()
    {
        using var unobserved = new UnobservedExceptions();
        Forget(new InvalidOperationException("forgotten"));
        await Eventually.TrueAsync(() => unobserved.Take().Any(static e => e.ToString().Contains("forgotten", StringComparison.Ordinal)));
        RestChecker.CheckUnobserved(unobserved.Take()).ShouldContain(static violation => violation.Invariant == "I8");
    }

    [Fact]
    public async Task A_continuation_that_the_library_abandoned_is_not_ours_but_what_was_thrown_is()
    {
        using var unobserved = new UnobservedExceptions();
        Forget(new OperationInterruptedException(new ShutdownEventArgs(ShutdownInitiator.Peer, 530, "abandoned")));
        Forget(Thrown(new OperationInterruptedException(new ShutdownEventArgs(ShutdownInitiator.Peer, 530, "thrown"))));
        await Eventually.TrueAsync(() => unobserved.Take().Any(static e => e.ToString().Contains("thrown", StringComparison.Ordinal)));
        unobserved.Take().ShouldNotContain(static e => e.ToString().Contains("abandoned", StringComparison.Ordinal));
    }

    [Fact]
    public void Logs_are_kept_with_their_exceptions()
    {
        using var logs = new CapturedLogs();
        logs.CreateLogger("any").LogError(new EventId(7), new InvalidOperationException("inner"), "outer {Value}", 1);
        LogEntry entry = logs.Entries.ShouldHaveSingleItem();
        (entry.Level, entry.EventId, entry.Message).ShouldBe((LogLevel.Error, 7, "outer 1"));
        entry.Exception!.ShouldContain("inner");
    }

    private static void Forget(Exception exception) => Task.FromException(exception);

    private static Exception Thrown(Exception exception) => Record.Exception(new Action(() => throw exception))!;

    private static IEnumerable<string> Found(RestState after) => new RestChecker().Check(Before, after).Select(static violation => violation.Invariant);
}
