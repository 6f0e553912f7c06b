using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedRpc;

namespace Rules.TRPC5001
{
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }
}

namespace Rules.TRPC5001.Violation
{
    public static class Application
    {
#pragma warning disable TRPC5001
        #region Violation
        public static async Task RunAsync(HostApplicationBuilder builder)
        {
            builder.Services.AddTypedRpc(builder.Configuration);
            builder.Services.AddScoped<OrderService>();
            using var host = builder.Build();
            await host.RunAsync();
        }

        public sealed class OrderService : IOrders
        {
            public Task PlaceAsync(Order order, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        #endregion
#pragma warning restore TRPC5001
    }
}

namespace Rules.TRPC5001.Fix
{
    public static class Application
    {
        #region Fix
        public static async Task RunAsync(HostApplicationBuilder builder)
        {
            builder.Services.AddTypedRpc(builder.Configuration);
            builder.Services.AddScoped<OrderService>();
            using var host = builder.Build();
            host.MapRabbitService<OrderService>();
            await host.RunAsync();
        }

        public sealed class OrderService : IOrders
        {
            public Task PlaceAsync(Order order, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        #endregion
    }
}
