using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The messages between the oldest that is open and the newest, in the order of their tags. Not thread-safe.</summary>
internal sealed class SettlementWindow
{
    private const int InitialSize = 64;

    private Entry[] _entries = new Entry[InitialSize];
    private int _head;
    private int _count;
    private int _unsent;

    public int Count => _count;

    /// <summary>Whether something has to be told to the broker, and most of what is here is still open.</summary>
    public bool ExpectsMore => _unsent > 0 && _unsent < _count - _unsent;

    public void Add(ulong tag)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        At(_count++) = new Entry { Tag = tag };
    }

    public void Settle(ulong tag, MessageSettlement settlement)
    {
        ref var entry = ref At(IndexOf(tag));
        entry.State = State.Settled;
        entry.Settlement = settlement;
        _unsent++;
    }

    /// <summary>Takes out what has to be told to the broker.</summary>
    public void TakeDue(List<Settlement> due)
    {
        // The tag of a multiple acknowledgement must still be open for the broker, so the last unsent one of the prefix carries it.
        var acknowledge = 0UL;
        var covered = 0;
        for (; _count > 0 && At(0).State != State.Open; _head = (_head + 1) & (_entries.Length - 1), _count--)
        {
            ref var entry = ref At(0);
            if (entry.State == State.Sent)
            {
                continue;
            }

            _unsent--;
            if (entry.Settlement == MessageSettlement.Accept)
            {
                acknowledge = entry.Tag;
                covered++;
            }
            else
            {
                Flush();
                due.Add(new Settlement(entry.Tag, entry.Settlement, Multiple: false));
            }
        }

        Flush();
        for (var index = 0; _unsent > 0; index++)
        {
            ref var entry = ref At(index);
            if (entry.State == State.Settled)
            {
                due.Add(new Settlement(entry.Tag, entry.Settlement, Multiple: false));
                entry.State = State.Sent;
                _unsent--;
            }
        }

        void Flush()
        {
            if (covered > 0)
            {
                due.Add(new Settlement(acknowledge, MessageSettlement.Accept, Multiple: covered > 1));
                covered = 0;
            }
        }
    }

    private ref Entry At(int index) => ref _entries[(_head + index) & (_entries.Length - 1)];

    // Tags ascend, but other consumers of the channel use some of them up.
    private int IndexOf(ulong tag)
    {
        var low = 0;
        var high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = At(middle).Tag;
            if (found == tag)
            {
                return middle;
            }

            if (found < tag)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(tag), tag, "No such message is open.");
    }

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

    private enum State : byte
    {
        Open,
        Settled,

        /// <summary>Told to the broker, but older messages are open.</summary>
        Sent,
    }

    private struct Entry
    {
        public ulong Tag;
        public State State;
        public MessageSettlement Settlement;
    }
}
