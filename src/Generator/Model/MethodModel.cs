using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Model;

/// <summary>One method of a contract.</summary>
/// <param name="Name">Escaped C# name.</param>
/// <param name="Id">Name of the method's members in the emitted class; unique there.</param>
/// <param name="DeclaringInterface">Interface that declares it.</param>
/// <param name="WireName">Name on the wire.</param>
/// <param name="HasOwnKey">Whether the wire name is the routing key as well.</param>
/// <param name="TimeoutMilliseconds">Deadline, or 0.</param>
/// <param name="Idempotent">Marked [Idempotent].</param>
/// <param name="OneWay">Marked [OneWay].</param>
/// <param name="ReturnShape">Task or value task, with a result or without.</param>
/// <param name="ReturnType">Full return type.</param>
/// <param name="Result">The result, or null.</param>
/// <param name="Parameters">All parameters, the token included.</param>
/// <param name="Faults">Declared faults.</param>
internal sealed record MethodModel(
    string Name,
    string Id,
    string DeclaringInterface,
    string WireName,
    bool HasOwnKey,
    int TimeoutMilliseconds,
    bool Idempotent,
    bool OneWay,
    ReturnShape ReturnShape,
    string ReturnType,
    TypeModel? Result,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<FaultModel> Faults);
