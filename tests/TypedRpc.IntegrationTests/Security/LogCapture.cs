using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Keeps everything that is logged, down to Trace, with the exceptions and the values that go with it.</summary>
internal sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The messages, without exceptions.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = $"{eventId.Id} {formatter(state, exception)}";
        Messages.Enqueue(message);
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : string.Empty;
        _lines.Enqueue($"{message} {values} {exception}");
    }

    public void Dispose()
    {
    }
}
