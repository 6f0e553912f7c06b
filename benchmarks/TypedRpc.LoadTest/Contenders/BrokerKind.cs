namespace TypedRpc.LoadTest.Contenders;

internal enum BrokerKind
{
    None,
    RabbitMq,
    Nats,
}
