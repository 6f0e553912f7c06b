namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Events for which this project's own build generates the code.</summary>
[RabbitEvents("echo.events")]
public interface IEchoEvents
{
    ValueTask HappenedAsync();

    Task SaidAsync(string text, CancellationToken cancellationToken = default);

    [RabbitMethod(RoutingKey = "echo.{day}.{id}.moved")]
    ValueTask MovedAsync(int[] path, Guid id, string? note, DayOfWeek day, int speed = 7, CancellationToken cancellationToken = default);

    [RabbitMethod("all", RoutingKey = "all.{text}.{yes}.{small}.{large}")]
    Task AllInTheKeyAsync(string text, bool yes, sbyte small, ulong large);

    [RabbitMethod("given")]
    Task NamedAsync();
}
