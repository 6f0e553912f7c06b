namespace TypedRpc;

/// <summary>Status of a call: the codes, numbers and meanings of gRPC.</summary>
/// <remarks>
/// Source: https://grpc.io/docs/guides/status-codes/. As in gRPC, the runtime itself never originates <see cref="InvalidArgument"/>,
/// <see cref="NotFound"/>, <see cref="AlreadyExists"/>, <see cref="FailedPrecondition"/>, <see cref="Aborted"/>, <see cref="OutOfRange"/>
/// or <see cref="DataLoss"/>: those are for handlers.
/// </remarks>
public enum RpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,

    /// <summary>An error of an unknown kind.</summary>
    Unknown = 2,

    /// <summary>For handlers: the arguments are wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before an answer came.</summary>
    DeadlineExceeded = 4,

    /// <summary>For handlers: something that the call names does not exist.</summary>
    NotFound = 5,

    /// <summary>For handlers: what the call would create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller, or the broker account, may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A bound was reached: pending calls, message size, queue length.</summary>
    ResourceExhausted = 8,

    /// <summary>For handlers: the system is not in the state that the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>For handlers: a concurrency conflict; the caller may retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>For handlers: past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The service runs but does not know the method.</summary>
    Unimplemented = 12,

    /// <summary>The handler failed, or a message could not be encoded or decoded.</summary>
    Internal = 13,

    /// <summary>No server, or no connection to the broker.</summary>
    Unavailable = 14,

    /// <summary>For handlers: unrecoverable loss of data.</summary>
    DataLoss = 15,

    /// <summary>The caller has no valid credentials.</summary>
    Unauthenticated = 16,
}
