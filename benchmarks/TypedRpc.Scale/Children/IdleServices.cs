using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>Starts a host with one service and one with 200; answers what each further one takes: managed bytes, milliseconds to start.</summary>
internal static class IdleServices
{
    public static async Task<double[]> MeasureAsync(string uri)
    {
        // Once for nothing: what is compiled and cached belongs to no service.
        await MeasureAsync<ServiceOne>(uri);
        var one = await MeasureAsync<ServiceOne>(uri);
        var all = await MeasureAsync<AllServices>(uri);
        var further = AllServices.Count - 1;
        return [(all.Bytes - one.Bytes) / further, (all.Milliseconds - one.Milliseconds) / further];
    }

    private static async Task<(double Bytes, double Milliseconds)> MeasureAsync<TService>(string uri)
        where TService : class, IService001
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:rabbitmq"] = uri;
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddRabbitClient<IService001>();
        builder.Services.AddSingleton<TService>();
        using var host = builder.Build();
        var starting = Stopwatch.GetTimestamp();
        host.MapRabbitService<TService>();
        await host.StartAsync();
        var milliseconds = Stopwatch.GetElapsedTime(starting).TotalMilliseconds;
        await host.Services.GetRequiredService<IService001>().AskAsync(1);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await host.StopAsync();
        return (bytes, milliseconds);
    }
}
