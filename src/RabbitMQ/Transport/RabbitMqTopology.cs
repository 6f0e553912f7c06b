using System.Globalization;
using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Declares exchanges and queues, or looks whether they are there. Each step on a channel of its own: a refusal closes it.</summary>
internal sealed class RabbitMqTopology(IConnection connection, SessionSteps steps)
{
    public Task EnsureExchangesAsync(ServiceAddress service, CancellationToken cancellationToken) => SideBySide.RunAsync(
        EnsureExchangeAsync(service.Exchange, service.ExchangeType, service.Declare, cancellationToken),
        EnsureExchangeAsync(service.ReplyExchange, RpcExchangeType.Direct, service.Declare, cancellationToken));

    public async Task EnsureQueueAsync(ServiceBinding binding, CancellationToken cancellationToken)
    {
        if (!binding.Address.Declare)
        {
            await LookAsync($"Using queue '{binding.Queue}'", (channel, token) => channel.QueueDeclarePassiveAsync(binding.Queue, token), cancellationToken).ConfigureAwait(false);
            return;
        }

        var arguments = ArgumentsOf(binding.Options);
        await RunAsync(
            $"Declaring queue '{binding.Queue}' (durable, not exclusive, not auto-delete, {Describe(arguments)})",
            async (channel, token) =>
            {
                await channel.QueueDeclareAsync(binding.Queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: token).ConfigureAwait(false);
                foreach (var key in binding.RoutingKeys)
                {
                    await channel.QueueBindAsync(binding.Queue, binding.Address.Exchange, key, cancellationToken: token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task BindAsync(string queue, string exchange, string routingKey, CancellationToken cancellationToken) => RunAsync(
        $"Binding a queue of this connection to exchange '{exchange}'",
        (channel, token) => channel.QueueBindAsync(queue, exchange, routingKey, cancellationToken: token),
        cancellationToken);

    /// <summary>Asks for the permission to publish, which a publish would be refused by closing its channel, with everything on it.</summary>
    /// <remarks>Removing a binding that does not exist does nothing, and needs write on the one exchange and read on the other, which both sides have to have.</remarks>
    public Task EnsureMayPublishAsync(string exchange, string readable, CancellationToken cancellationToken) => RunAsync(
        $"Publishing to exchange '{exchange}' (and reading from '{readable}')",
        (channel, token) => channel.ExchangeUnbindAsync(exchange, readable, "$permission", cancellationToken: token),
        cancellationToken);

    private Task EnsureExchangeAsync(string exchange, RpcExchangeType type, bool declare, CancellationToken cancellationToken)
    {
        var typeName = type == RpcExchangeType.Topic ? ExchangeType.Topic : ExchangeType.Direct;
        return declare
            ? RunAsync(
                $"Declaring exchange '{exchange}' ({typeName}, durable)",
                (channel, token) => channel.ExchangeDeclareAsync(exchange, typeName, durable: true, autoDelete: false, cancellationToken: token),
                cancellationToken)
            : LookAsync($"Using exchange '{exchange}'", (channel, token) => channel.ExchangeDeclarePassiveAsync(exchange, token), cancellationToken);
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

    private static Dictionary<string, object?> ArgumentsOf(ServiceOptions options)
    {
        var arguments = new Dictionary<string, object?>();
        if (options.QueueType == QueueType.Quorum)
        {
            arguments["x-queue-type"] = "quorum";
        }

        Add("x-max-priority", options.MaxPriority);
        Add("x-message-ttl", options.MessageTtl is { } ttl ? (long)ttl.TotalMilliseconds : null);
        Add("x-dead-letter-exchange", options.DeadLetterExchange);
        Add("x-delivery-limit", options.DeliveryLimit);
        Add("x-single-active-consumer", options.SingleActiveConsumer ? true : null);
        return arguments;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                arguments[name] = value;
            }
        }
    }

    private static string Describe(Dictionary<string, object?> arguments) => arguments.Count == 0
        ? "no arguments"
        : string.Join(", ", arguments.Select(static argument => string.Create(CultureInfo.InvariantCulture, $"{argument.Key} = {argument.Value}")));
}
