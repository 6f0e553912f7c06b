namespace TypedRpc.Behaviour;

/// <summary>Takes the exchange of <see cref="ITopical"/> for a direct one.</summary>
[RabbitService("behaviour.topic")]
public interface ITopicalTwin
{
    Task<string> EchoAsync(string text);
}
