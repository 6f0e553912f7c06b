namespace TypedRpc.TestServer;

/// <summary>A contract that nobody serves.</summary>
[RabbitService("testserver.nobody")]
public interface INobody
{
    Task KnockAsync();
}
