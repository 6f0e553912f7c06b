namespace TypedRpc.Generator.Tests.RoundTrip;

public interface IEchoBase
{
    ValueTask<DayOfWeek> NextAsync(DayOfWeek day, CancellationToken token);
}
