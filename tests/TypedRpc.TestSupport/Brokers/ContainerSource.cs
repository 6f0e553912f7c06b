using Testcontainers.RabbitMq;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A container, where Docker is reachable and has or gets the image.</summary>
internal sealed class ContainerSource : IBrokerSource
{
    public const string ImageVariable = "TYPEDRPC_RABBITMQ_IMAGE";
    private const string DefaultImage = "rabbitmq:4-management";
    private const string Socket = "/var/run/docker.sock";
    private const int AmqpPort = 5672;

    /// <summary>Whether the environment asks for a certain image.</summary>
    public static bool IsChosen => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(ImageVariable));

    public async Task<IBrokerNode> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is null && !File.Exists(Socket))
        {
            throw new BrokerUnavailableException($"Docker is not reachable: no DOCKER_HOST and no {Socket}");
        }

        string image = IsChosen ? Environment.GetEnvironmentVariable(ImageVariable)! : DefaultImage;
        try
        {
            // A fixed host port: Docker picks a new random one whenever a container is started again.
            RabbitMqContainer container = new RabbitMqBuilder(image).WithPortBinding(FreePort.Next(), AmqpPort).Build();
            return await ContainerNode.StartAsync(container, cancellationToken);
        }
        catch (Exception reason) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"Docker could not run '{image}': {reason.Message}", reason);
        }
    }
}
