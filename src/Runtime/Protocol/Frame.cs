namespace TypedRpc.Protocol;

/// <summary>One decoded frame; which members are set depends on <see cref="Kind"/>. Memory points into the message.</summary>
internal struct Frame
{
    public FrameKind Kind;
    public ulong CallId;

    /// <summary>Call: time left in milliseconds; 0 for none.</summary>
    public uint TimeoutMilliseconds;

    /// <summary>Call: number of the attempt, from 1.</summary>
    public int Attempt;

    /// <summary>Call: <c>Service/Method</c> in UTF-8.</summary>
    public ReadOnlyMemory<byte> Method;

    /// <summary>Call: encoded map of headers and trace context, or nil.</summary>
    public ReadOnlyMemory<byte> Headers;

    /// <summary>Call: array of arguments. Result: the value. Fault: the detail, or empty.</summary>
    public ReadOnlyMemory<byte> Payload;

    /// <summary>Fault: status, outcome and texts.</summary>
    public RpcStatusCode Status;
    public CallOutcome Outcome;
    public string? Message;
    public string? ErrorId;
    public string? FaultName;
}
