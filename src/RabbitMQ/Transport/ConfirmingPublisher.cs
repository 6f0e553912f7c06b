using RabbitMQ.Client;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Publishes messages on a channel of their own and tells each its fate. Many are under way at once: the broker confirms them in groups.</summary>
/// <remarks>
/// The library's own tracking holds a semaphore for each message while it is encoded and queued, and adds a header and a task to it; so the numbers are
/// counted here, and messages go past the library. What is posted while others are under way takes a hop over the thread pool, and some more while
/// callers whose messages were confirmed together are about to publish again: what they publish goes out, and reaches the broker, together.
/// </remarks>
internal sealed class ConfirmingPublisher : IThreadPoolWorkItem
{
    /// <summary>Hops that messages wait for others at most.</summary>
    private const int MaxHops = 8;

    /// <summary>How often within the time-out it is looked whether confirms come.</summary>
    private const int Looks = 4;

    private readonly RabbitMqSession _session;
    private readonly IChannel _channel;
    private readonly GatheringStream? _stream;
    private readonly int _frameMax;
    private readonly string? _userId;
    private readonly NameCache<ShortString> _names = new(static name => new ShortString(name));
    private readonly AmqpWriter _properties = new();
    private readonly Lock _lock = new();
    private readonly ConfirmWindow _window = new();
    private readonly List<ConfirmWindow.Settled> _settled = [];
    private Task _publishing = Task.CompletedTask;
    private long _count;
    private int _expected;
    private int _hops;
    private bool _isFlushComing;
    private bool _ended;

    /// <summary>Begins to publish; every message that is open at the session's end is told that it is lost.</summary>
    /// <param name="session">The session.</param>
    /// <param name="channel">A channel with confirms, and without the library's tracking of them.</param>
    /// <param name="stream">The connection's stream, to write messages to without the library's help, or null.</param>
    /// <param name="frameMax">Largest frame of the connection; 0 for no limit.</param>
    /// <param name="userId">Broker user that messages state, or null.</param>
    /// <param name="timeout">How long nothing may be confirmed while messages wait for it.</param>
    public ConfirmingPublisher(RabbitMqSession session, IChannel channel, GatheringStream? stream, int frameMax, string? userId, TimeSpan timeout)
    {
        _session = session;
        _channel = channel;
        _stream = stream;
        _frameMax = frameMax > 0 ? frameMax : int.MaxValue;
        _userId = userId;
        channel.BasicAcksAsync += (_, confirmed) => OnConfirmed(confirmed.DeliveryTag, confirmed.Multiple, accepted: true);
        channel.BasicNacksAsync += (_, refused) => OnConfirmed(refused.DeliveryTag, refused.Multiple, accepted: false);
        channel.BasicReturnAsync += (_, returned) => OnReturned(returned.BasicProperties.MessageId ?? string.Empty, returned.ReplyText);
        session.Ended.UnsafeRegister(static publisher => ThreadPool.UnsafeQueueUserWorkItem(static publisher => publisher.OnEnded(), (ConfirmingPublisher)publisher!, preferLocal: false), this);
        _ = WatchAsync(timeout, session.Ended);
    }

    /// <summary>How many messages the broker has told the fate of.</summary>
    public long Settled => Interlocked.Read(ref _count);

    /// <inheritdoc cref="ITransportSession.Post"/>
    public void Post(in OutboundMessage message, IConfirmation confirmation)
    {
        try
        {
            if (Take(in message, confirmation, out var alone))
            {
                return;
            }

            if (alone)
            {
                Flush();
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            Tell(confirmation, MessageFate.Refused, exception.Message);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_hops < MaxHops && Volatile.Read(ref _expected) > 0)
        {
            _hops++;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        Flush();
    }

    private void Flush()
    {
        lock (_lock)
        {
            _expected = 0;
            _hops = 0;
            _isFlushComing = false;
        }

        _stream!.SendGathered();
    }

    /// <summary>Says whether nothing more is to be done for a message; else it is to be sent, at once if nothing else is under way.</summary>
    private bool Take(in OutboundMessage message, IConfirmation confirmation, out bool alone)
    {
        lock (_lock)
        {
            alone = false;
            if (_ended)
            {
                Tell(confirmation, MessageFate.NotSent, "the session has ended");
                return true;
            }

            if (_stream is null)
            {
                PostThroughLibrary(message, confirmation);
                return true;
            }

            // What cannot be sent throws before it takes a number.
            var command = Command(in message);
            _window.Add(confirmation, message.Mandatory ? message.Properties?.MessageId ?? string.Empty : null);
            _stream.Gather(in command);
            _expected = Math.Max(0, _expected - 1);
            if (_isFlushComing)
            {
                return true;
            }

            // The first of several callers whose messages were confirmed together must not run ahead of the others.
            alone = _window.Count == 1 && _expected == 0;
            _isFlushComing = true;
            return false;
        }
    }

    private PublishCommand Command(in OutboundMessage message)
    {
        var exchange = _names.Get(message.Exchange);
        var routingKey = _names.Get(message.RoutingKey);
        _properties.Clear();
        var present = PropertiesWriter.Write(_properties, PropertiesOf(in message), _userId);
        return new PublishCommand((ushort)_channel.ChannelNumber, _frameMax, exchange, routingKey, present, _properties.Written, in message);
    }

    /// <summary>One after another: the library counts messages as it takes them.</summary>
    private void PostThroughLibrary(OutboundMessage message, IConfirmation confirmation)
    {
        var properties = LibraryProperties.Of(PropertiesOf(in message), _userId);
        var before = _publishing;
        _publishing = PublishAsync();

        async Task PublishAsync()
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            lock (_lock)
            {
                if (_ended)
                {
                    Tell(confirmation, MessageFate.NotSent, "the session has ended");
                    return;
                }

                _window.Add(confirmation, message.Mandatory ? properties.MessageId ?? string.Empty : null);
            }

            try
            {
                await _channel.BasicPublishAsync(message.Exchange, message.RoutingKey, message.Mandatory, properties, message.Body, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whether the library has counted it cannot be known: the session ends, and its messages are told.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _session.GiveUp($"a message could not be published: {exception.Message}");
            }
        }
    }

    private static MessageProperties PropertiesOf(in OutboundMessage message) => message.Properties ?? new MessageProperties
    {
        ContentType = WireConstants.ContentType,
        ReplyTo = message.ReplyTo,
        Persistent = message.Persistent,
        Expiration = message.ExpirationMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };

    private Task OnConfirmed(ulong number, bool multiple, bool accepted)
    {
        lock (_lock)
        {
            _window.Take(number, multiple, accepted, _settled);
            _expected += _settled.Count;
            Interlocked.Add(ref _count, _settled.Count);
        }

        TellSettled();
        return Task.CompletedTask;
    }

    private Task OnReturned(string messageId, string reason)
    {
        lock (_lock)
        {
            _window.OnReturned(messageId, reason);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Ends a session whose broker answers and yet confirms nothing, as a node of 4.3 does that has lost the others. Over the next session the messages are published
    /// again. Looks are counted, not time: a process that stood still has missed them.
    /// </summary>
    private async Task WatchAsync(TimeSpan timeout, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(timeout / Looks, TimeProvider.System);
        var (settled, without) = (0L, 0);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                var before = settled;
                settled = Settled;
                without = settled == before && IsWaiting() && !_session.IsBlocked ? without + 1 : 0;
                if (without > Looks)
                {
                    _session.GiveUp($"the broker has confirmed no message for {timeout.TotalSeconds:0.#} s (RabbitMqOptions.OperationTimeout)");
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The session has ended.
        }
    }

    private bool IsWaiting()
    {
        lock (_lock)
        {
            return _window.Count > 0;
        }
    }

    private void OnEnded()
    {
        var lost = new List<ConfirmWindow.Settled>();
        lock (_lock)
        {
            _ended = true;
            _window.TakeAll("the session ended before the broker confirmed the message", lost);
        }

        lost.ForEach(static settled => settled.Tell());
    }

    // The library calls back one at a time.
    private void TellSettled()
    {
        foreach (var settled in _settled)
        {
            settled.Tell();
        }

        _settled.Clear();
    }

    private static void Tell(IConfirmation confirmation, MessageFate fate, string reason) => ThreadPool.UnsafeQueueUserWorkItem(
        static settled => settled.Tell(), new ConfirmWindow.Settled(confirmation, fate, reason), preferLocal: false);
}
