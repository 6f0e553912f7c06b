using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Declares exchanges and queues, or looks whether they are there. Each step on a channel of its own: a refusal closes it.</summary>
internal sealed class RabbitMqTopology(IConnection connection, SessionSteps steps, QuorumQueueCheck quorumQueues)
{
    public Task EnsureExchangesAsync(ServiceAddress service, CancellationToken cancellationToken) => SideBySide.RunAsync(
        EnsureExchangeAsync(service.Exchange, service.ExchangeType, service.Declare, cancellationToken),
        EnsureExchangeAsync(service.ReplyExchange, RpcExchangeType.Direct, service.Declare, cancellationToken));

    public Task EnsureQueueAsync(ServiceBinding binding, CancellationToken cancellationToken)
    {
        if (binding.Options.QueueType == QueueType.Quorum)
        {
            quorumQueues.Look();
        }

        var queue = new QueueDeclaration
        {
            Name = binding.Queue,
            Declare = binding.Address.Declare,
            Type = binding.Options.QueueType,
            MaxPriority = binding.Options.MaxPriority,
            MessageTtl = binding.Options.MessageTtl,
            DeadLetterExchange = binding.Options.DeadLetterExchange,
            DeliveryLimit = binding.Options.DeliveryLimit,
            SingleActiveConsumer = binding.Options.SingleActiveConsumer,
        };
        return EnsureQueueAsync(queue, [.. binding.RoutingKeys.Select(key => new QueueBinding(binding.Address.Exchange, key))], cancellationToken);
    }

    /// <summary>Declares a queue that has a name and binds it; one that is not to be declared has to be there, bound as it is.</summary>
    public async Task EnsureQueueAsync(QueueDeclaration queue, IReadOnlyList<QueueBinding> bindings, CancellationToken cancellationToken)
    {
        if (!queue.Declare)
        {
            await LookAsync($"Using queue '{queue.Name}'", (channel, token) => channel.QueueDeclarePassiveAsync(queue.Name, token), cancellationToken).ConfigureAwait(false);
            return;
        }

        var arguments = QueueArguments.Of(queue);
        await RunAsync(
            $"Declaring queue '{queue.Name}' (durable, not exclusive, not auto-delete, {QueueArguments.Describe(arguments)})",
            async (channel, token) =>
            {
                await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: token).ConfigureAwait(false);
                await BindAsync(channel, queue.Name, bindings, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Binds a queue of this connection.</summary>
    public Task BindAsync(string queue, IReadOnlyList<QueueBinding> bindings, CancellationToken cancellationToken) => RunAsync(
        $"Binding a queue of this connection to exchange {string.Join(", ", bindings.Select(static binding => $"'{binding.Exchange}'").Distinct())}",
        (channel, token) => BindAsync(channel, queue, bindings, token),
        cancellationToken);

    public Task BindAsync(string queue, string exchange, string routingKey, CancellationToken cancellationToken) =>
        BindAsync(queue, [new QueueBinding(exchange, routingKey)], cancellationToken);

    /// <summary>Asks for the permission to publish, which a publish would be refused by closing its channel, with everything on it.</summary>
    /// <remarks>Removing a binding that does not exist does nothing, and needs write on the one exchange and read on the other, which both sides have to have.</remarks>
    public Task EnsureMayPublishAsync(string exchange, string readable, CancellationToken cancellationToken) => RunAsync(
        $"Publishing to exchange '{exchange}' (and reading from '{readable}')",
        (channel, token) => channel.ExchangeUnbindAsync(exchange, readable, "$permission", cancellationToken: token),
        cancellationToken);

    /// <summary>Asks for the permission to publish to an exchange of which nothing is read.</summary>
    /// <remarks>A queue whose dead letters go there needs it too: one of our own, declared and deleted. Source: https://www.rabbitmq.com/docs/access-control#authorisation.</remarks>
    public Task EnsureMayPublishAsync(string exchange, CancellationToken cancellationToken) => RunAsync(
        exchange.Length > 0 ? $"Publishing to exchange '{exchange}'" : "Publishing to the default exchange",
        async (channel, token) =>
        {
            var deadLetters = new Dictionary<string, object?> { ["x-dead-letter-exchange"] = exchange };
            var probe = await channel.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, deadLetters, cancellationToken: token).ConfigureAwait(false);
            await channel.QueueDeleteAsync(probe.QueueName, ifUnused: false, ifEmpty: false, cancellationToken: token).ConfigureAwait(false);
        },
        cancellationToken);

    public Task EnsureExchangeAsync(string exchange, RpcExchangeType type, bool declare, CancellationToken cancellationToken)
    {
        var typeName = type == RpcExchangeType.Topic ? ExchangeType.Topic : ExchangeType.Direct;
        return declare
            ? RunAsync(
                $"Declaring exchange '{exchange}' ({typeName}, durable)",
                (channel, token) => channel.ExchangeDeclareAsync(exchange, typeName, durable: true, autoDelete: false, cancellationToken: token),
                cancellationToken)
            : LookAsync($"Using exchange '{exchange}'", (channel, token) => channel.ExchangeDeclarePassiveAsync(exchange, token), cancellationToken);
    }

    private static async Task BindAsync(IChannel channel, string queue, IReadOnlyList<QueueBinding> bindings, CancellationToken cancellationToken)
    {
        foreach (var binding in bindings)
        {
            await channel.QueueBindAsync(queue, binding.Exchange, binding.RoutingKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks whether something is there, if the account may: RabbitMQ 4.2.6 and 4.3.0 ask for configure, which would let it delete what it looks at.</summary>
    /// <remarks>Source: https://github.com/rabbitmq/rabbitmq-server/pull/16272. What follows needs what was looked for, and says so if it is not there.</remarks>
    private async Task LookAsync(string what, Func<IChannel, CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(what, look, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Error == TransportError.AccessRefused)
        {
        }
    }

    private async Task RunAsync(string what, Func<IChannel, CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await steps.RunAsync(
                async token =>
                {
                    var channel = await connection.CreateChannelAsync(cancellationToken: token).ConfigureAwait(false);
                    await using (channel.ConfigureAwait(false))
                    {
                        await step(channel, token).ConfigureAwait(false);
                    }
                },
                what,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Failure.OfSetup(what, exception);
        }
    }
}
