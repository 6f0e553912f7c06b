using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke.Contracts;

/// <summary>A use of a type that has no formatter, inside one that has.</summary>
[RabbitService("aot.warehouse")]
public interface IWarehouse
{
    Task StoreAsync(List<Unknown> items);
}
