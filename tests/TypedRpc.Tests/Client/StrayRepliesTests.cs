using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TypedRpc.Client;

namespace TypedRpc.Tests.Client;

/// <summary>Many replies to nobody are worth one line a minute.</summary>
[Trait("Fault", "F2")]
public sealed class StrayRepliesTests
{
    [Fact]
    public void A_hundred_within_a_minute_are_reported_once_and_a_few_never()
    {
        var time = new FakeTimeProvider();
        var log = new LineCounter();
        var strays = new StrayReplies(time, log);
        Add(strays, 99);
        time.Advance(TimeSpan.FromMinutes(1));
        Add(strays, 99);
        log.Lines.ShouldBe(0);
        Add(strays, 10_000);
        log.Lines.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(1));
        Add(strays, 10_000);
        log.Lines.ShouldBe(2);
    }

    private static void Add(StrayReplies strays, int count)
    {
        for (var reply = 0; reply < count; reply++)
        {
            strays.Add();
        }
    }

    private sealed class LineCounter : ILogger
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}
