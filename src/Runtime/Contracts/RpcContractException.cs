namespace TypedRpc;

/// <summary>A contract cannot be used as it is: unknown to the generator, or a type of it has no MessagePack formatter.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="innerException">The cause, if any.</param>
public sealed class RpcContractException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
