using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Model;

/// <summary>Everything that is printed for one contract.</summary>
/// <param name="HintName">Name of the generated file without its extension.</param>
/// <param name="Namespace">Namespace as source text, or null for the global one.</param>
/// <param name="ClassName">Name of the generated class.</param>
/// <param name="IsPublic">Whether the class is public, else internal.</param>
/// <param name="Name">Simple name of the interface, for messages.</param>
/// <param name="Type">The interface as source text, <c>global::</c>-qualified.</param>
/// <param name="Service">Wire name of the service, or of the contract of events.</param>
/// <param name="IsEvents">Whether its methods are events, else calls.</param>
/// <param name="Methods">The methods in the order of their wire names.</param>
/// <param name="SilencedIds">Own ids of obsolete and experimental types and methods that generated code uses.</param>
internal sealed record ContractModel(
    string HintName,
    string? Namespace,
    string ClassName,
    bool IsPublic,
    string Name,
    string Type,
    string Exchange,
    string Service,
    bool IsTopic,
    bool IsEvents,
    EquatableArray<MethodModel> Methods,
    EquatableArray<string> SilencedIds);
