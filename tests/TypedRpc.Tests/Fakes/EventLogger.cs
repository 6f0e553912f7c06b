using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedRpc.Tests.Fakes;

/// <summary>Keeps the ids of the events that are logged.</summary>
internal sealed class EventLogger : ILogger
{
    public ConcurrentQueue<int> Events { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Id);
}
