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
        // Kestrel takes 100 streams a connection: without this, calls beyond them wait.
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        var channel = GrpcChannel.ForAddress(addresses.Grpc, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        return Task.FromResult<IEchoClient>(new GrpcClient(channel));
    }
}
