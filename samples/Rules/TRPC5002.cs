using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedRpc;

namespace Rules.TRPC5002
{
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }

    public sealed class OrderService : IOrders
    {
        public Task PlaceAsync(Order order, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public sealed class OrderStore;
}

namespace Rules.TRPC5002.Violation
{
    public static class Application
    {
#pragma warning disable TRPC5002
        #region Violation
        public static void Register(IHostApplicationBuilder builder, IHost host)
        {
            builder.Services.AddRabbitClient<OrderService>();
            host.MapRabbitService<OrderStore>();
        }
        #endregion
#pragma warning restore TRPC5002
    }
}

namespace Rules.TRPC5002.Fix
{
    public static class Application
    {
        #region Fix
        public static void Register(IHostApplicationBuilder builder, IHost host)
        {
            builder.Services.AddRabbitClient<IOrders>();
            host.MapRabbitService<OrderService>();
        }
        #endregion
    }
}
