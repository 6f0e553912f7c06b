using System.Text.RegularExpressions;
using TypedRpc.Binding;
using TypedRpc.Events;
using TypedRpc.Messaging;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ;

/// <summary>The least permissions that a broker account needs for its contracts, as RabbitMQ's regular expressions of names.</summary>
/// <remarks>
/// The rule and what it keeps out: docs/security.md. Permissions are per exchange and queue, so services that are to be kept apart need exchanges of their own.
/// </remarks>
public sealed class RabbitMqPermissions
{
    /// <summary>Queues that the broker names: reply queues and control queues. They are exclusive, so this opens none of another connection.</summary>
    private const string BrokerNamed = @"amq\.gen-.*";

    /// <summary>What the default exchange is called in permissions.</summary>
    private const string DefaultExchange = "amq.default";

    private readonly SortedSet<string> _configure = new(StringComparer.Ordinal) { BrokerNamed };
    private readonly SortedSet<string> _write = new(StringComparer.Ordinal) { BrokerNamed };
    private readonly SortedSet<string> _read = new(StringComparer.Ordinal) { BrokerNamed };

    private RabbitMqPermissions()
    {
    }

    /// <summary>What the account may declare and delete.</summary>
    public string Configure => Pattern(_configure);

    /// <summary>What the account may publish to, and bind.</summary>
    public string Write => Pattern(_write);

    /// <summary>What the account may consume, and bind to.</summary>
    public string Read => Pattern(_read);

    /// <summary>What a client needs to call a service.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="options">The client's settings, or null for the defaults. With <see cref="TypedRpcOptions.DeclareTopology"/> off it may declare nothing but its own queue.</param>
    /// <exception cref="RpcContractException">It is no contract.</exception>
    public static RabbitMqPermissions ForClient<TContract>(TypedRpcOptions? options = null)
        where TContract : class
    {
        var service = RpcContractRegistry.Get<TContract>().Service;
        var permissions = new RabbitMqPermissions();
        if ((options ?? new TypedRpcOptions()).DeclareTopology)
        {
            permissions._configure.UnionWith([Exactly(service.Exchange), Exactly(service.ReplyExchange)]);
        }

        permissions._write.Add(Exactly(service.Exchange));
        permissions._read.Add(Exactly(service.ReplyExchange));
        return permissions;
    }

    /// <summary>What a server needs to serve a contract.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="options">The server's settings, or null for the defaults. With <see cref="TypedRpcOptions.DeclareTopology"/> off it may declare nothing but its own queues.</param>
    /// <param name="configure">Changes how the service is served, as given to <c>MapRabbitService</c>, or null.</param>
    /// <exception cref="RpcContractException">It is no contract.</exception>
    public static RabbitMqPermissions ForServer<TContract>(TypedRpcOptions? options = null, Action<ServiceOptions>? configure = null)
        where TContract : class
    {
        options ??= new TypedRpcOptions();
        var service = RpcContractRegistry.Get<TContract>().Service;
        var permissions = new RabbitMqPermissions();
        permissions._write.Add(Exactly(service.ReplyExchange));
        permissions._read.UnionWith([Exactly(service.Exchange), Exactly(service.Queue)]);
        if (options.DeclareTopology)
        {
            var serviceOptions = options.Service.Clone();
            configure?.Invoke(serviceOptions);
            permissions._configure.UnionWith([Exactly(service.Exchange), Exactly(service.ReplyExchange), Exactly(service.Queue)]);
            permissions._write.Add(Exactly(service.Queue));
            if (serviceOptions.DeadLetterExchange is { Length: > 0 } deadLetters)
            {
                permissions._write.Add(Exactly(deadLetters));
            }
        }

        return permissions;
    }

    /// <summary>What a publisher needs to publish the events of a contract.</summary>
    /// <typeparam name="TContract">The contract of events.</typeparam>
    /// <param name="options">The publisher's settings, or null for the defaults. With <see cref="TypedRpcOptions.DeclareTopology"/> off it may declare nothing but its own queues.</param>
    /// <exception cref="RpcContractException">It is no contract of events.</exception>
    public static RabbitMqPermissions ForPublisher<TContract>(TypedRpcOptions? options = null)
        where TContract : class
    {
        var exchange = Exactly(EventContractRegistry.Get<TContract>().Events.Exchange);
        var permissions = new RabbitMqPermissions();
        permissions._write.Add(exchange);
        if ((options ?? new TypedRpcOptions()).DeclareTopology)
        {
            permissions._configure.Add(exchange);
        }

        return permissions;
    }

    /// <summary>What a subscriber needs to handle the events of a contract.</summary>
    /// <remarks>A group that tries again or keeps dead letters publishes them to its own queues through the default exchange, which leads to every queue: an account with that permission can write to all of them.</remarks>
    /// <typeparam name="TContract">The contract of events.</typeparam>
    /// <param name="configure">Sets the group and the rest, as given to <c>MapRabbitSubscriber</c>, or null.</param>
    /// <param name="options">The subscriber's settings, or null for the defaults. With <see cref="TypedRpcOptions.DeclareTopology"/> off it may declare nothing but its own queues.</param>
    /// <exception cref="RpcContractException">It is no contract of events.</exception>
    public static RabbitMqPermissions ForSubscriber<TContract>(Action<SubscriberOptions>? configure = null, TypedRpcOptions? options = null)
        where TContract : class
    {
        var events = EventContractRegistry.Get<TContract>().Events;
        var subscriber = new SubscriberOptions();
        configure?.Invoke(subscriber);
        var declare = (options ?? new TypedRpcOptions()).DeclareTopology;
        var plan = new SubscriptionPlan(new ExchangeDeclaration(events.Exchange, RpcExchangeType.Topic, declare), EventSubscriber.QueueOf(events), [], subscriber, declare);
        var permissions = new RabbitMqPermissions();
        permissions._read.Add(Exactly(events.Exchange));
        if (declare)
        {
            permissions._configure.Add(Exactly(events.Exchange));
        }

        if (plan.Queue is not { } queue)
        {
            return permissions;
        }

        permissions._read.Add(Exactly(queue));
        if (plan.Subscription.Companions.Count > 0)
        {
            permissions._write.Add(Exactly(DefaultExchange));
        }

        if (declare)
        {
            var companions = plan.Subscription.Companions.Select(static companion => Exactly(companion.Name)).ToArray();
            permissions._configure.UnionWith([Exactly(queue), .. companions]);
            permissions._write.Add(Exactly(queue));

            // To declare a queue with dead letters is to read from it.
            permissions._read.UnionWith(companions);
        }

        return permissions;
    }

    /// <summary>What an account needs that does both, for example serves one contract and calls another.</summary>
    /// <param name="other">The other permissions.</param>
    public RabbitMqPermissions And(RabbitMqPermissions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = new RabbitMqPermissions();
        foreach (var permissions in (ReadOnlySpan<RabbitMqPermissions>)[this, other])
        {
            both._configure.UnionWith(permissions._configure);
            both._write.UnionWith(permissions._write);
            both._read.UnionWith(permissions._read);
        }

        return both;
    }

    /// <summary>The command that gives an account these permissions and no others in a virtual host.</summary>
    /// <param name="user">The account.</param>
    /// <param name="virtualHost">The virtual host.</param>
    public string ToRabbitMqCtl(string user, string virtualHost = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(virtualHost);
        return $"rabbitmqctl set_permissions -p {Quoted(virtualHost)} {Quoted(user)} {Quoted(Configure)} {Quoted(Write)} {Quoted(Read)}";
    }

    /// <inheritdoc/>
    public override string ToString() => $"configure {Configure}, write {Write}, read {Read}";

    private static string Pattern(SortedSet<string> names) => $"^({string.Join('|', names)})$";

    private static string Exactly(string name) => Regex.Escape(name);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
