namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>A method as source text.</summary>
/// <param name="Name">Its name, with an <c>@</c> where it needs one.</param>
/// <param name="Returns"><c>Task</c> or <c>ValueTask</c>, or any other type as source text.</param>
/// <param name="Result">The result, or null when there is none.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Attributes">Attributes in brackets.</param>
/// <param name="Owner">The base interface that declares it as source text, or null when the contract does.</param>
/// <param name="IsOneWay">Whether the attributes say that nothing is answered.</param>
internal sealed record MethodSpec(string Name, string Returns, PayloadSpec? Result, ParameterSpec[] Parameters, string Attributes = "", string? Owner = null, bool IsOneWay = false)
{
    private const string Tasks = "global::System.Threading.Tasks";

    public string ReturnType => Returns switch
    {
        "Task" or "ValueTask" => $"{Tasks}.{Returns}{(Result is null ? "" : $"<{Result.Type}>")}",
        var other => other,
    };

    /// <summary>What an implementation returns.</summary>
    public string ReturnValue => (Returns, Result) switch
    {
        ("Task" or "ValueTask", { } result) => $"{Tasks}.{Returns}.FromResult<{result.Type}>({result.Values[0]})",
        ("Task" or "ValueTask", null) => $"{Tasks}.{Returns}.CompletedTask",
        _ => "throw null!",
    };

    public string Declaration => $"{Attributes}{(Attributes.Length > 0 ? " " : "")}{ReturnType} {Name}({string.Join(", ", Parameters.Select(static parameter => parameter.Declaration))});";
}
