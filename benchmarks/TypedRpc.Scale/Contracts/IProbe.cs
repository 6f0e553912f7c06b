namespace TypedRpc.Scale.Contracts;

[RabbitService("scale")]
public interface IProbe
{
    /// <summary>Which server took the call.</summary>
    [Idempotent]
    ValueTask<int> WhoAsync();

    /// <summary>Waits until the gate opens and gives the number back.</summary>
    ValueTask<int> WaitAsync(int number);

    /// <summary>How many calls wait at the gate.</summary>
    ValueTask<int> WaitingAsync();

    ValueTask OpenGateAsync();
}
