using TypedRpc.StartUp.Subject;

// The program whose start is measured; TypedRpc.StartUp runs it. The broker comes in the environment: its URI holds a password.
var uri = Environment.GetEnvironmentVariable("TYPEDRPC_AMQP_URI") ?? throw new InvalidOperationException("TYPEDRPC_AMQP_URI is not set.");
switch (args)
{
    case ["server"]:
        await Server.RunAsync(uri);
        return 0;
    case ["typedrpc"]:
        await TypedRpcClient.RunAsync(uri);
        return 0;
    case ["rabbitmq"]:
        await HandWrittenClient.RunAsync(uri);
        return 0;
    default:
        Console.Error.WriteLine("usage: TypedRpc.StartUp.Subject server|typedrpc|rabbitmq");
        return 2;
}
