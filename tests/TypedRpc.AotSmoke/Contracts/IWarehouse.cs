using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke.Contracts;

/// <summary>A use of a type that has no formatter, inside one that has.</summary>
[RabbitService("aot.warehouse")]
public interface IWarehouse
{
#pragma warning disable TRPC2001 // What becomes of that is what is tested.
    Task StoreAsync(List<Unknown> items);
#pragma warning restore TRPC2001
}
