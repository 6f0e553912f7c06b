namespace TypedRpc.Serialization;

/// <summary>Bytes from the network are not what the contract says.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="innerException">The cause, if any.</param>
public sealed class RpcDecodeException(string message, Exception? innerException = null) : Exception(message, innerException);
