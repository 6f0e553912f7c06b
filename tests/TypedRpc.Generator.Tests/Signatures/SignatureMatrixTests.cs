namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Every kind of payload, at every place of a signature, with every kind of return: all of it compiles without a warning and makes the round trip.</summary>
public sealed class SignatureMatrixTests
{
    private static readonly string[] Returns = ["Task", "Task+", "ValueTask", "ValueTask+", "OneWay"];

    /// <summary>The types that the generator treats differently; they are in every place with every kind of return, the others in every place and with every kind of return.</summary>
    private static readonly string[] Treatments = ["int", "string", "string?", "global::System.Guid", "int?", "global::Payloads.Order", "global::Payloads.Order?"];

    private static readonly Dictionary<string, ContractSpec> Contracts = Payloads.All
        .Select(static (payload, index) => (payload, contract: Contract(payload, index)))
        .ToDictionary(static pair => pair.payload.Type, static pair => pair.contract, StringComparer.Ordinal);

    private static readonly Lazy<CompiledContracts> Compiled = new(static () => CompiledContracts.Compile("Matrix", Contracts.Values, PayloadTypes.Source));

    public static TheoryData<string> Types { get; } = [.. Contracts.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public Task Payload(string type) => Compiled.Value.RunAsync(Contracts[type]);

    private static ContractSpec Contract(PayloadSpec payload, int index)
    {
        var places =
            from position in Enum.GetValues<Position>()
            from number in Enumerable.Range(0, Returns.Length)
            where Treatments.Contains(payload.Type) || number == ((int)position + index) % Returns.Length
            select Method(payload, position, Returns[number]);
        var values = payload.Values.Select((value, number) =>
            new MethodSpec(FormattableString.Invariant($"Value{number}"), "Task", new(payload.Type, value), [new(payload.Type, "value", value)]));
        return new(FormattableString.Invariant($"Payload{index}"), FormattableString.Invariant($"IPayload{index}"), [.. places, .. values]);
    }

    private static MethodSpec Method(PayloadSpec payload, Position position, string returns)
    {
        var isOneWay = returns == "OneWay";
        var hasResult = returns.EndsWith('+');
        return new($"{position}_{(hasResult ? returns[..^1] + "OfResult" : returns)}", isOneWay ? "ValueTask" : returns.TrimEnd('+'), hasResult ? payload : null, Parameters(payload, position))
        {
            Attributes = isOneWay ? "[global::TypedRpc.OneWay]" : "",
            IsOneWay = isOneWay,
        };
    }

    private static ParameterSpec[] Parameters(PayloadSpec payload, Position position)
    {
        var parameter = new ParameterSpec(payload.Type, "value", payload.Values[0]);
        return position switch
        {
            Position.Only => [parameter],
            Position.First => [parameter, new("int", "number", "-1")],
            Position.Last => [new("string", "text", "\"x\""), parameter],
            Position.BeforeToken => [parameter, ParameterSpec.Token()],
            Position.AfterToken => [ParameterSpec.Token(isOptional: false), new("bool", "flag", "true"), parameter],
            _ => [new("int", "number", "1"), parameter with { Default = payload.Type.EndsWith('?') ? "null" : "default!" }, ParameterSpec.Token()],
        };
    }
}
