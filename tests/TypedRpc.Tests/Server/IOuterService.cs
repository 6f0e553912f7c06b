namespace TypedRpc.Tests.Server;

[RabbitService("odd")]
public interface IOuterService
{
    Task RelayAsync();
}
