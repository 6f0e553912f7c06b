namespace TypedRpc.Serialization;

/// <summary>What the caller is told when arguments could not be encoded.</summary>
internal static class EncodeFailure
{
    /// <param name="message">What was to be encoded, such as "The request of Payments/Charge".</param>
    /// <param name="method">Full name of the method or event.</param>
    /// <param name="limit"><see cref="TypedRpcOptions.MaxMessageSize"/>.</param>
    /// <param name="exception">What a formatter, or the buffer, threw.</param>
    public static RpcException Of(string message, string method, int limit, Exception exception)
    {
        var tooLarge = MessageTooLargeException.IsCauseOf(exception);
        return RpcException.ByRuntime(
            tooLarge ? RpcStatusCode.ResourceExhausted : RpcStatusCode.Internal,
            CallOutcome.NotExecuted,
            tooLarge ? $"{message} is larger than {limit:N0} bytes (TypedRpcOptions.MaxMessageSize)." : $"The arguments of {method} cannot be encoded: {exception.Message}",
            exception);
    }
}
