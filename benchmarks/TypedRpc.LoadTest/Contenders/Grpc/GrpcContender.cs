using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TypedRpc.LoadTest.Contenders.Grpc;

/// <summary>Unary gRPC over plaintext HTTP/2, straight from client to server.</summary>
internal sealed class GrpcContender : IContender
{
    public string Name => Catalogue.Grpc;

    public string Description => "grpc-dotnet unary, plaintext HTTP/2, no broker";

    public BrokerKind Broker => BrokerKind.None;

    // Its default: 4 MiB with the frame around the payload.
    public int MaxPayload => (4 * 1024 * 1024) - 1024;

    public async Task<IAsyncDisposable> ServeAsync(Addresses addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<EchoService>();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, addresses.Grpc.Port, static listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        await app.StartAsync();
        return app;
    }

    public Task<IEchoClient> ConnectAsync(Addresses addresses)
    {
        // One connection, on which Kestrel lets 100 calls run at once: with several connections or more streams, 512 calls and more were slower and took more
        // memory. Slow handlers are another matter: those calls take a connection more for every 100.
        var slow = new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        };
        return Task.FromResult<IEchoClient>(new GrpcClient(GrpcChannel.ForAddress(addresses.Grpc), GrpcChannel.ForAddress(addresses.Grpc, slow)));
    }
}
