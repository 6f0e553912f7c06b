using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedRpc.Soak.Chaos;

namespace TypedRpc.Soak.Children;

/// <summary>A log file of bounded size; what comes after that is only counted.</summary>
internal sealed class FileLogs(string path, SoakClock clock) : ILoggerFactory, ILogger
{
    private const long MostBytes = 16 * 1024 * 1024;
    private const int HandlerFailed = 2002;
    private const int MessageFailed = 4002;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, long> _signs = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };
    private long _lines;

    /// <summary>Told of each event that is logged.</summary>
    public event Action<EventId>? Logged;

    /// <summary>How often each event was logged.</summary>
    public IReadOnlyDictionary<string, long> Signs => _signs;

    /// <summary>How many there are but for those that say that a handler failed: one for each failure, however many the load asks for.</summary>
    public long Lines => Volatile.Read(ref _lines) - CountOf(HandlerFailed) - CountOf(MessageFailed);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _signs.AddOrUpdate(Sign.KeyOf(eventId.Id), 1, static (_, count) => count + 1);
        Logged?.Invoke(eventId);
        Write($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
    }

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

    private long CountOf(int eventId) => _signs.GetValueOrDefault(Sign.KeyOf(eventId));
}
