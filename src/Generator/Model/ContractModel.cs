using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Model;

/// <summary>Everything that the emitter prints of a contract. Holds no symbol: its equality decides whether the file is emitted again.</summary>
internal sealed record ContractModel(
    string? Namespace,
    string Interface,
    string DisplayName,
    string ClassName,
    bool IsPublic,
    string Exchange,
    string Service,
    bool IsTopic,
    EquatableArray<MethodModel> Methods)
{
    public string HintName => (Namespace is null ? ClassName : $"{Namespace}.{ClassName}").Replace("@", string.Empty) + ".g.cs";
}
