namespace TypedRpc;

/// <summary>Marks a method that may be executed more than once for one call: the runtime retries it and executes redelivered requests.</summary>
/// <remarks>Without it a redelivered request is not executed again, and the caller gets <see cref="CallOutcome.Unknown"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
