using System.Collections.Concurrent;
using System.Globalization;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Keeps what it was told.</summary>
internal sealed class EchoEvents : IEchoEvents
{
    public ConcurrentQueue<string> Heard { get; } = [];

    public CancellationToken Token { get; private set; }

    public ValueTask HappenedAsync() => Hear("happened");

    public Task SaidAsync(string text, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        return Hear(text).AsTask();
    }

    public ValueTask MovedAsync(int[] path, Guid id, string? note, DayOfWeek day, int speed, CancellationToken cancellationToken) =>
        Hear(string.Create(CultureInfo.InvariantCulture, $"{string.Join('-', path)} {id:N} {note ?? "?"} {day} {speed}"));

    public Task AllInTheKeyAsync(string text, bool yes, sbyte small, ulong large) => Hear(string.Create(CultureInfo.InvariantCulture, $"{text} {yes} {small} {large}")).AsTask();

    public Task NamedAsync() => Hear("named").AsTask();

    private ValueTask Hear(string text)
    {
        Heard.Enqueue(text);
        return ValueTask.CompletedTask;
    }
}
