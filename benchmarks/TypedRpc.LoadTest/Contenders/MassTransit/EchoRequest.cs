namespace TypedRpc.LoadTest.Contenders.MassTransit;

public sealed record EchoRequest(byte[] Payload, bool Slow);
