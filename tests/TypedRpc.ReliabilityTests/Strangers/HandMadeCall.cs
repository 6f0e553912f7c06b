using MessagePack;
using TypedRpc.Behaviour;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>A call of the ledger's service that a stranger makes by hand.</summary>
internal sealed class HandMadeCall
{
    /// <summary>The calls that have been made by hand: a number has nine bytes on the wire whatever comes.</summary>
    private static long _numbers = 1L << 40;

    /// <summary>Its id on the wire.</summary>
    public ulong Number { get; } = (ulong)Interlocked.Increment(ref _numbers);

    /// <summary>Its id in the ledger.</summary>
    public string CallId { get; } = Guid.NewGuid().ToString("N");

    public byte[] Payload { get; } = TestSupport.Ledger.Payload.Random(16);

    public string Hash => TestSupport.Ledger.Payload.HashOf(Payload);

    /// <summary>Id and payload, and what else comes behind them.</summary>
    public byte[] Arguments(params byte[][] more) =>
        [(byte)(0x92 + more.Length), .. MessagePackSerializer.Serialize(CallId), .. MessagePackSerializer.Serialize(Payload), .. more.SelectMany(static bytes => bytes)];

    /// <summary>The frame of the call.</summary>
    public byte[] Frame(string method = "Ledgered/Echo", byte[]? arguments = null, RawCall.Write? headers = null, uint timeout = 5000) =>
        RawCall.Frame(Number, method, arguments ?? Arguments(), headers, timeout);
}
