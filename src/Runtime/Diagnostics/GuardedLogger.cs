using Microsoft.Extensions.Logging;

namespace TypedRpc.Diagnostics;

/// <summary>A logger whose providers may throw: they are a user's, and whoever logs is in the middle of something that must end.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
#pragma warning disable CA1031 // A provider that throws gets nothing to log.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
#pragma warning disable CA1031 // Where logging fails there is nowhere to report it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
