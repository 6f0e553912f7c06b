using Microsoft.Extensions.Logging;

namespace TypedRpc.TestServer;

/// <summary>Prints one kind of warning, and tells a thread that waits for it.</summary>
internal sealed class WarningSignal(int awaited) : ILoggerFactory, ILogger
{
    private readonly ManualResetEventSlim _logged = new();

    public void Wait(TimeSpan atMost) => _logged.Wait(atMost);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId happened, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (happened.Id == awaited)
        {
            Console.WriteLine($"event={happened.Id} {formatter(state, exception)}");
            _logged.Set();
        }
    }

    public void Dispose() => _logged.Dispose();
}
