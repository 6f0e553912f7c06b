using TypedRpc;

namespace Consumer;

[RabbitService("greetings")]
public interface IGreeter
{
    Task<string> GreetAsync(string name, CancellationToken cancellationToken = default);
}
