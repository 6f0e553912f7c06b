namespace TypedRpc.ReliabilityTests.Strangers.Later;

/// <summary>Another contract of the same name: its service has the queue of the ledger's.</summary>
[RabbitService("ledgered")]
public interface ILedgered
{
    /// <summary>The other contract has it as well.</summary>
    ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>The other contract has it not.</summary>
    ValueTask<string> ExtraAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);
}
