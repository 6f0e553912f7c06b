using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The messages between the oldest that the broker has not confirmed and the newest, in the order of their numbers, which count from 1. Not thread-safe.</summary>
internal sealed class ConfirmWindow
{
    private const int InitialSize = 64;

    private Entry[] _entries = new Entry[InitialSize];
    private ulong _oldest = 1;
    private int _head;
    private int _count;

    public int Count => _count;

    /// <summary>A message that is sent next.</summary>
    /// <param name="confirmation">Told of its fate.</param>
    /// <param name="returnable">The id that it has when it is returned, possibly empty; null unless it is mandatory.</param>
    public void Add(IConfirmation confirmation, string? returnable)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        At(_count++) = new Entry { Confirmation = confirmation, Returnable = returnable };
    }

    /// <summary>The broker returned the oldest message with the id that has not been returned yet; its confirmation follows.</summary>
    public void OnReturned(string messageId, string reason)
    {
        for (var index = 0; index < _count; index++)
        {
            ref var entry = ref At(index);
            if (entry.Confirmation is not null && entry.ReturnReason is null && entry.Returnable == messageId)
            {
                entry.ReturnReason = reason;
                return;
            }
        }
    }

    /// <summary>The broker has dealt with a message, or with all up to it; a number that is not open is none of ours.</summary>
    public void Take(ulong number, bool multiple, bool accepted, List<Settled> settled)
    {
        if (number < _oldest || number - _oldest >= (ulong)_count)
        {
            return;
        }

        var last = (int)(number - _oldest);
        for (var index = multiple ? 0 : last; index <= last; index++)
        {
            ref var entry = ref At(index);
            if (entry.Confirmation is not { } confirmation)
            {
                continue;
            }

            settled.Add(entry.ReturnReason is { } reason
                ? new Settled(confirmation, MessageFate.Returned, reason)
                : new Settled(confirmation, accepted ? MessageFate.Confirmed : MessageFate.Refused, null));
            entry = default;
        }

        for (; _count > 0 && At(0).Confirmation is null; _head = (_head + 1) & (_entries.Length - 1), _count--)
        {
            _oldest++;
        }
    }

    /// <summary>Takes all that are open, whose fate nobody will tell.</summary>
    public void TakeAll(string reason, List<Settled> settled)
    {
        for (; _count > 0; _head = (_head + 1) & (_entries.Length - 1), _count--, _oldest++)
        {
            if (At(0).Confirmation is { } confirmation)
            {
                settled.Add(new Settled(confirmation, MessageFate.Lost, reason));
            }

            At(0) = default;
        }
    }

    private ref Entry At(int index) => ref _entries[(_head + index) & (_entries.Length - 1)];

    private void Grow()
    {
        var grown = new Entry[_entries.Length * 2];
        for (var index = 0; index < _count; index++)
        {
            grown[index] = At(index);
        }

        _entries = grown;
        _head = 0;
    }

    /// <summary>A message whose fate is known.</summary>
    internal readonly record struct Settled(IConfirmation Confirmation, MessageFate Fate, string? Reason)
    {
        public void Tell() => Confirmation.OnSettled(Fate, Reason);
    }

    private struct Entry
    {
        /// <summary>Null once it has been told.</summary>
        public IConfirmation? Confirmation;
        public string? Returnable;
        public string? ReturnReason;
    }
}
