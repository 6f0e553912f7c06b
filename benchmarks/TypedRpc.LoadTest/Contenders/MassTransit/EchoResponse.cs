namespace TypedRpc.LoadTest.Contenders.MassTransit;

public sealed record EchoResponse(byte[] Payload);
