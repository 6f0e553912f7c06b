namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Numbers of parameters, overloads and default values.</summary>
public sealed class SignatureShapeTests
{
    private static readonly ContractSpec[] Contracts = [Counts(), Overloads(), Defaults("Defaults", isNullable: true), Defaults("ObliviousDefaults", isNullable: false), OtherOrders(), Names()];

    private static readonly Lazy<CompiledContracts> Compiled = new(static () => CompiledContracts.Compile("Shapes", Contracts, PayloadTypes.Source));

    public static TheoryData<string> Ids { get; } = [.. Contracts.Select(static contract => contract.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task Shape(string id) => Compiled.Value.RunAsync(Contracts.Single(contract => contract.Id == id));

    /// <summary>0 to 20 parameters, with and without a token, all required or none.</summary>
    private static ContractSpec Counts()
    {
        var some = Payloads.All.Where(static payload => payload.Values.Length > 1).Take(20).ToArray();
        return new("Counts", "ICounts",
        [
            .. from count in Enumerable.Range(0, 21)
               from isOptional in (bool[])[false, true]
               from token in (ParameterSpec[][])[[], [ParameterSpec.Token()]]
               let parameters = some.Take(count).Select((payload, index) => new ParameterSpec(payload.Type, $"p{index}", payload.Values[^1], isOptional ? "default!" : null))
               select new MethodSpec($"Count{count}{(isOptional ? "Optional" : "")}{(token.Length > 0 ? "Token" : "")}", count % 2 == 0 ? "Task" : "ValueTask", new("int", "1"), [.. parameters, .. token]),
        ]);
    }

    private static ContractSpec Overloads() => new("Overloads", "IOverloads",
    [
        .. Payloads.All.Where(static payload => !payload.Type.EndsWith('?')).Take(40).Select(static (payload, index) =>
            new MethodSpec("Find", "Task", payload, [new(payload.Type, "value", $"({payload.Type})({payload.Values[0]})")], $"[global::TypedRpc.RabbitMethod(\"find-{index}\")]")),
        new("Find", "Task", null, []),
        new("Find", "Task", null, [new("int", "value", "1"), ParameterSpec.Token(isOptional: false)], "[global::TypedRpc.RabbitMethod(\"with token\")]"),
        new("Find", "ValueTask", null, [new("string", "a", "\"\""), new("int", "b", "2")], "[global::TypedRpc.RabbitMethod(\"one-way\"), global::TypedRpc.OneWay]", IsOneWay: true),
    ]);

    /// <summary>Default values of every kind, each as the server takes it when an older caller does not send the argument.</summary>
    private static ContractSpec Defaults(string id, bool isNullable) =>
        new(id, "I" + id, [.. DefaultValues.All.Select((value, index) => Default(value, index, isNullable))])
        {
            Header = isNullable ? "#pragma warning disable CS8625" : "#nullable disable\n#pragma warning disable CS8632",
        };

    private static MethodSpec Default(DefaultValues.Value value, int index, bool isNullable)
    {
        var type = isNullable || value.IsValueType ? value.Type : value.Type.TrimEnd('?');
        return new($"Default{index}", "Task", null, [new("int", "number", "1"), new(type, "value", value.Other, value.Text), ParameterSpec.Token()]);
    }

    /// <summary>Optional parameters before, between and behind the token.</summary>
    private static ContractSpec OtherOrders() => new("Orders", "IOrders",
    [
        new("TokenFirst", "Task", null, [ParameterSpec.Token(), new("int", "a", "1", "-2"), new("string?", "b", "\"x\"", "null")]),
        new("TokenBetween", "ValueTask", new("int", "1"), [new("int", "a", "1", "-2"), ParameterSpec.Token(), new("string?", "b", "\"x\"", "null")]),
        new("Params", "Task", new("int", "1"), [new("int", "a", "1"), new("string[]", "rest", "new[] { \"a\", \"b\" }", Prefix: "params")]),
        new("Scoped", "Task", null, [new("int", "a", "1", Prefix: "[global::System.ComponentModel.Description(\"\\\"\\r\\n\")]")]),
    ]);

    /// <summary>Each keyword, and names that generated code uses itself, as a method and as its parameter.</summary>
    private static ContractSpec Names() => new("Names", "INames",
    [
        .. Identifiers.All.Select(static (name, index) => new MethodSpec(name, "Task", new("string", "\"x\""), [new("string", name, "\"y\""), new("int", $"other{index}", "1")])),
    ])
    {
        Header = "#pragma warning disable CS8981, CS0108, CS0465",
    };
}
