using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Model;

/// <summary>One method of a contract.</summary>
/// <param name="Name">Name of the interface's method, unescaped.</param>
/// <param name="Identifier">Unescaped name of what is generated for it, unique within the contract.</param>
/// <param name="DeclaringType">The declaring interface as source text.</param>
/// <param name="IsInherited">Whether the declaring interface is a base of the contract.</param>
/// <param name="HasRoutingKey">Whether the wire name is the routing key as well.</param>
/// <param name="TimeoutMilliseconds">Own deadline, or 0.</param>
/// <param name="Coalesces">Whether its requests may share messages.</param>
/// <param name="ReturnsTask">Whether the return type is a <c>Task</c>, else a <c>ValueTask</c>.</param>
/// <param name="Result">The result, or null when there is none.</param>
/// <param name="IsObsolete">Whether it is marked obsolete, maybe as an error.</param>
internal sealed record MethodModel(
    string Name,
    string Identifier,
    string DeclaringType,
    bool IsInherited,
    string WireName,
    bool HasRoutingKey,
    int TimeoutMilliseconds,
    bool Coalesces,
    bool IsIdempotent,
    bool IsOneWay,
    bool ReturnsTask,
    PayloadModel? Result,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<FaultModel> Faults,
    bool IsObsolete)
{
    /// <summary>The routing key of an event, or its template; null for the one that follows from the names.</summary>
    public string? Template { get; init; }

    public string RoutingKey(string service) => Template ?? (HasRoutingKey ? WireName : $"{service}.{WireName}");
}
