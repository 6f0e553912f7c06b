using Microsoft.Extensions.Logging;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>A log that is broken.</summary>
internal sealed class ThrowingLoggers : ILoggerFactory, ILogger
{
    private int _thrown;

    public int Thrown => Volatile.Read(ref _thrown);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _thrown);
        throw new InvalidOperationException("the disk of the log is full");
    }

    public void Dispose()
    {
    }
}
