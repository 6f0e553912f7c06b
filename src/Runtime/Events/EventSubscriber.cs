using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.Events;

/// <summary>Finds out which event a message is, and has it handled.</summary>
internal sealed class EventSubscriber
{
    private const string OurContentTypes = "application/vnd.typedrpc.";

    private readonly EventsInfo _events;
    private readonly EventTarget _target;
    private readonly EventInfo[] _handled;
    private readonly Dictionary<string, EventInfo> _byType;

    /// <exception cref="ArgumentException">The options name an event that the contract does not have.</exception>
    public EventSubscriber(EventsInfo events, EventTarget target, SubscriberOptions options)
    {
        _events = events;
        _target = target;
        _handled = options.Events.Count == 0 ? [.. events.Events] : [.. options.Events.Distinct().Select(Find)];
        _byType = events.Events.ToDictionary(static info => info.FullName);
        Patterns = options.Patterns.Count > 0 ? [.. options.Patterns] : [.. _handled.Select(static info => info.Template.Pattern).Distinct()];
    }

    /// <summary>What binds the queue.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Name of a group's queue, before the group's own.</summary>
    public string DefaultQueue => $"{_events.Exchange}.{_events.Name}";

    public ExchangeDeclaration Exchange(bool declare) => new(_events.Exchange, RpcExchangeType.Topic, declare);

    public ValueTask HandleAsync(ReceivedMessage message)
    {
        if (EventOf(message) is not { } info)
        {
            // A pattern brings what others publish to the exchange as well, and what later versions of the contract do.
            MessageTelemetry.Ignored.Add(1);
            return ValueTask.CompletedTask;
        }

        if (message.Properties.ContentType is { } type && type.StartsWith(OurContentTypes, StringComparison.Ordinal) && type != WireConstants.EventContentType)
        {
            throw new RejectMessageException($"The content type '{Printable.Text(type)}' is not that of an event this version can read.");
        }

        return _target.DispatchAsync(new EventDelivery(info, message));
    }

    /// <summary>A message of TypedRpc says what it is; for any other its routing key does.</summary>
    private EventInfo? EventOf(ReceivedMessage message)
    {
        if (message.Properties.Type is { } type && _byType.TryGetValue(type, out var named))
        {
            return !_handled.Contains(named) ? null
                : named.Template.Matches(message.RoutingKey) ? named
                : throw new RejectMessageException($"The routing key '{Printable.Text(message.RoutingKey)}' is not one of {named.FullName}, whose keys are '{named.RoutingKey}'.");
        }

        return Array.Find(_handled, info => info.Template.Matches(message.RoutingKey));
    }

    private EventInfo Find(string name) => _events.Events.FirstOrDefault(info => info.Name == name)
        ?? throw new ArgumentException($"Contract {_events.Name} has no event '{name}'; it has {string.Join(", ", _events.Events.Select(static info => info.Name))}.");
}
