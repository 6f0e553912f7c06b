namespace TypedRpc.Serialization;

/// <summary>A message grew past <see cref="TypedRpcOptions.MaxMessageSize"/> while it was encoded.</summary>
internal sealed class MessageTooLargeException(int limit)
    : Exception($"The message is larger than {limit:N0} bytes (TypedRpcOptions.MaxMessageSize).");
