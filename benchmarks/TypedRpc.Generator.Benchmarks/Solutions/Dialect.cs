namespace TypedRpc.Generator.Benchmarks.Solutions;

/// <summary>How one side writes down what is otherwise the same contract.</summary>
/// <param name="Usings">What a contract's file imports besides the platform.</param>
/// <param name="Contract">Attributes and modifiers of the interface; <c>{0}</c> is the number of the contract.</param>
/// <param name="Idempotent">Attribute of a method that may run twice, where there is one.</param>
/// <param name="Fault">Attribute of a method that declares a fault, where there is one.</param>
internal sealed record Dialect(string Usings, string Contract, string Idempotent, string Fault)
{
    public static Dialect TypedRpc { get; } = new("using TypedRpc;", "[RabbitService(\"service-{0}\")]\npublic interface", "[Idempotent]", "[Fault<Refusal{0}>]");

    public static Dialect StreamJsonRpc { get; } = new(
        "using PolyType;\nusing StreamJsonRpc;", "[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]\npublic partial interface", "", "");
}
