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
        if (TryLog(logLevel, eventId, state, exception, formatter) is { } failure && exception is not null)
        {
            // An exception of a user's that throws itself when it is printed: its type has to do.
            var substitute = new InvalidOperationException($"{exception.GetType()} was thrown, and logging it failed with {failure.GetType()}.");
            TryLog(logLevel, eventId, state, substitute, formatter);
        }
    }

    private Exception? TryLog<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
            return null;
        }
#pragma warning disable CA1031 // Where logging fails there is nowhere to report it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
