namespace TypedRpc.LoadTest.Contenders;

/// <summary>Where the contenders meet. Travels to server processes in the environment: a URI can hold a password, and command lines are public.</summary>
internal sealed record Addresses(Uri? RabbitMq, Uri? Nats, Uri Grpc)
{
    private const string RabbitMqVariable = "TYPEDRPC_LOADTEST_RABBITMQ";
    private const string NatsVariable = "TYPEDRPC_LOADTEST_NATS";
    private const string GrpcVariable = "TYPEDRPC_LOADTEST_GRPC";

    public static Addresses FromEnvironment() => new(
        Read(RabbitMqVariable), Read(NatsVariable), Read(GrpcVariable) ?? throw new InvalidOperationException($"{GrpcVariable} is not set."));

    public void WriteTo(IDictionary<string, string?> environment)
    {
        environment[RabbitMqVariable] = RabbitMq?.AbsoluteUri;
        environment[NatsVariable] = Nats?.AbsoluteUri;
        environment[GrpcVariable] = Grpc.AbsoluteUri;
    }

    public bool Has(BrokerKind broker) => broker switch
    {
        BrokerKind.RabbitMq => RabbitMq is not null,
        BrokerKind.Nats => Nats is not null,
        _ => true,
    };

    private static Uri? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? new Uri(text) : null;
}
