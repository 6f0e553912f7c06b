using Microsoft.Extensions.Logging;

namespace TypedRpc.Soak.Children;

/// <summary>A log file of bounded size; what comes after that is only counted.</summary>
internal sealed class FileLogs(string path, SoakClock clock) : ILoggerFactory, ILogger
{
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };
    private long _lines;

    public long Lines => Volatile.Read(ref _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Write(string text)
    {
        lock (_lock)
        {
            _lines++;
            if (_file.BaseStream.Length < MostBytes)
            {
                _file.WriteLine(FormattableString.Invariant($"{clock.Now / 1000:0.000} {text}"));
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
