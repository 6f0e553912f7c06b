namespace TypedRpc.Tests.Server;

/// <summary>MessagePack makes no set of <see cref="decimal"/> from what strangers send.</summary>
[RabbitService("prices")]
public interface IPriceService
{
#pragma warning disable TRPC2008 // It is what the tests are about.
    Task KeepAsync(HashSet<decimal> prices);

    Task GroupAsync(Dictionary<decimal, int> prices);
#pragma warning restore TRPC2008
}
