using System.Text;
using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A method: <c>contract shop/Orders Place(order: Shop.Order) -> guid; idempotent</c>.</summary>
/// <param name="ContractKey">Exchange and service.</param>
/// <param name="RoutingKey">The routing key, if it does not follow from the names.</param>
internal sealed record WireMethod(
    string ContractKey,
    string Name,
    EquatableArray<WireParameter> Parameters,
    WireType? Result,
    bool IsOneWay,
    bool IsIdempotent,
    string? RoutingKey,
    EquatableArray<WireFault> Faults) : WireEntry
{
    public override string Identity => IdentityOf(ContractKey, Name);

    public IEnumerable<WireType> Types => Parameters.Select(static parameter => parameter.Type).Concat(Faults.Select(static fault => fault.Detail)).Concat(Result is null ? [] : [Result]);

    protected override string Text
    {
        get
        {
            var text = new StringBuilder($"{Identity}({string.Join(", ", Parameters)})");
            Append(Result is not null, $" -> {Result}");
            Append(IsOneWay, "; one-way");
            Append(IsIdempotent, "; idempotent");
            Append(RoutingKey is not null, $"; key {WireName.Print(RoutingKey ?? "")}");
            foreach (var fault in Faults)
            {
                Append(true, $"; fault {fault}");
            }

            return text.ToString();

            void Append(bool condition, string part) => text.Append(condition ? part : "");
        }
    }

    public static string IdentityOf(string contractKey, string name) => $"contract {contractKey} {WireName.Print(name)}";
}
