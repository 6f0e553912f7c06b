namespace TypedRpc.Serialization;

/// <summary>A message grew past <see cref="TypedRpcOptions.MaxMessageSize"/> while it was encoded.</summary>
internal sealed class MessageTooLargeException(int limit)
    : Exception($"The message is larger than {limit:N0} bytes (TypedRpcOptions.MaxMessageSize).")
{
    /// <summary>Whether an exception is of this kind, possibly in the wrapping that MessagePack gives to what a formatter throws.</summary>
    public static bool IsCauseOf(Exception exception) => exception is MessageTooLargeException or { InnerException: MessageTooLargeException };
}
