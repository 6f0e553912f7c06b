namespace TypedRpc.IntegrationTests.Hosting;

[RabbitService("hosting")]
public interface ITeller
{
    Task<Guid> WhoAsync();

    /// <summary>Calls the counter from inside the handler.</summary>
    Task<int> RelayAsync();
}

[RabbitService("hosting")]
public interface ICounter
{
    ValueTask<int> CountAsync();
}

public sealed class Unformatted
{
    public object? Anything { get; set; }
}

[RabbitService("hosting")]
public interface IUnformatted
{
    Task SendAsync(Unformatted value);
}
