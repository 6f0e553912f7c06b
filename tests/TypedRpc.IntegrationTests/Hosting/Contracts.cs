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
#pragma warning disable TRPC2001 // Wrong on purpose.
    Task SendAsync(Unformatted value);
#pragma warning restore TRPC2001
}
