namespace TypedRpc.Server;

/// <summary>What a caller is told when there is no result; the default value says that there is one.</summary>
/// <param name="Status">Status; OK for no fault.</param>
/// <param name="Outcome">Whether the handler ran.</param>
/// <param name="Message">Text for the caller.</param>
/// <param name="ErrorId">Id under which the cause was logged, or null.</param>
/// <param name="Declared">The exception of a declared fault, or null.</param>
internal readonly record struct ServerFault(RpcStatusCode Status, CallOutcome Outcome, string Message, string? ErrorId = null, Exception? Declared = null);
