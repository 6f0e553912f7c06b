using Microsoft.Extensions.Hosting;
using TypedRpc;

namespace Rules.TRPC4010.Violation
{
#pragma warning disable TRPC4010
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<Order[]> ListAsync(CancellationToken cancellationToken = default);
        Task<int> CountAsync(CancellationToken cancellationToken = default);
    }

    public sealed class Orders(IOrders orders) : IOrders
    {
        public Task<Order[]> ListAsync(CancellationToken cancellationToken) => Task.FromResult<Order[]>([new("apple")]);

        public async Task<int> CountAsync(CancellationToken cancellationToken) => (await orders.ListAsync(cancellationToken)).Length;
    }
    #endregion
#pragma warning restore TRPC4010

    public static class Program
    {
        public static void Map(IHost host) => host.MapRabbitService<Orders>();
    }
}

namespace Rules.TRPC4010.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<Order[]> ListAsync(CancellationToken cancellationToken = default);
        Task<int> CountAsync(CancellationToken cancellationToken = default);
    }

    public sealed class Orders : IOrders
    {
        public Task<Order[]> ListAsync(CancellationToken cancellationToken) => Task.FromResult<Order[]>([new("apple")]);

        public async Task<int> CountAsync(CancellationToken cancellationToken) => (await ListAsync(cancellationToken)).Length;
    }
    #endregion

    public static class Program
    {
        public static void Map(IHost host) => host.MapRabbitService<Orders>();
    }
}
