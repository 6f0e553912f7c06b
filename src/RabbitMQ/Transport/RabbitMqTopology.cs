using System.Globalization;
using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Declares exchanges and queues, or looks whether they are there. Each step on a channel of its own: a refusal closes it.</summary>
internal sealed class RabbitMqTopology(IConnection connection, TimeSpan timeout)
{
    public Task EnsureExchangesAsync(ServiceAddress service, CancellationToken cancellationToken) => SideBySide.RunAsync(
        EnsureExchangeAsync(service.Exchange, service.ExchangeType, service.Declare, cancellationToken),
        EnsureExchangeAsync(service.ReplyExchange, RpcExchangeType.Direct, service.Declare, cancellationToken));

    public async Task EnsureQueueAsync(ServiceBinding binding, CancellationToken cancellationToken)
    {
        var arguments = ArgumentsOf(binding.Options);
        var wanted = $"durable, not exclusive, not auto-delete, {Describe(arguments)}";
        await RunAsync(
            binding.Address.Declare ? $"Declaring queue '{binding.Queue}' ({wanted})" : $"Using queue '{binding.Queue}'",
            async (channel, token) =>
            {
                if (!binding.Address.Declare)
                {
                    await channel.QueueDeclarePassiveAsync(binding.Queue, token).ConfigureAwait(false);
                    return;
                }

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
        return RunAsync(
            declare ? $"Declaring exchange '{exchange}' ({typeName}, durable)" : $"Using exchange '{exchange}'",
            (channel, token) => declare
                ? channel.ExchangeDeclareAsync(exchange, typeName, durable: true, autoDelete: false, cancellationToken: token)
                : channel.ExchangeDeclarePassiveAsync(exchange, token),
            cancellationToken);
    }

    private async Task RunAsync(string what, Func<IChannel, CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await Bounded.RunAsync(
                async token =>
                {
                    var channel = await connection.CreateChannelAsync(cancellationToken: token).ConfigureAwait(false);
                    await using (channel.ConfigureAwait(false))
                    {
                        await step(channel, token).ConfigureAwait(false);
                    }
                },
                what,
                timeout,
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
