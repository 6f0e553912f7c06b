namespace TypedRpc;

/// <summary>A declared fault (<see cref="FaultAttribute{TDetail}"/>): thrown by the handler, caught by the caller, with its detail.</summary>
/// <typeparam name="TDetail">MessagePack-serialisable detail.</typeparam>
public sealed class RpcFaultException<TDetail> : RpcException
{
    /// <summary>Creates a fault.</summary>
    /// <param name="detail">The detail; it travels over the wire.</param>
    /// <param name="statusCode">Status beside the detail; <see cref="RpcStatusCode.FailedPrecondition"/> unless given.</param>
    /// <param name="message">Text for the caller; a generic one unless given.</param>
    public RpcFaultException(TDetail detail, RpcStatusCode statusCode = RpcStatusCode.FailedPrecondition, string? message = null)
        : base(statusCode, message ?? $"The call was answered with the fault {typeof(TDetail).Name}.") => Detail = detail;

    /// <summary>The detail of the fault.</summary>
    public TDetail Detail { get; }
}
