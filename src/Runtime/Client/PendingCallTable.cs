using System.Security.Cryptography;

namespace TypedRpc.Client;

/// <summary>The calls that wait for their answer: bounded, found by number.</summary>
/// <remarks>
/// A number is a slot and a sequence that starts at random and never repeats, so a late reply cannot hit the slot's next call; enciphered, so that nobody
/// who has seen other numbers of this process can guess it.
/// </remarks>
internal sealed class PendingCallTable(int capacity, ulong? firstSequence = null)
{
    private const int SlotBits = 24;
    private const ulong SlotMask = (1UL << SlotBits) - 1;

    private readonly Lock _lock = new();
    private readonly CallIdCipher _cipher = CallIdCipher.Create();
    private readonly Stack<int> _free = new();
    private PendingCall?[] _slots = new PendingCall?[Math.Min(capacity, 64)];
    private ulong _sequence = firstSequence ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private int _used;
    private int _reserved;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _used - _free.Count + _reserved;
            }
        }
    }

    /// <summary>Gives the call its number, unless the table is full.</summary>
    public bool TryAdd(PendingCall call)
    {
        lock (_lock)
        {
            if (_used - _free.Count + _reserved >= capacity)
            {
                return false;
            }

            if (!_free.TryPop(out var slot))
            {
                slot = _used++;
                if (slot == _slots.Length)
                {
                    Array.Resize(ref _slots, Math.Min(capacity, _slots.Length * 2));
                }
            }

            call.Slot = slot;
            call.Id = NextId(slot);
            _slots[slot] = call;
            return true;
        }
    }

    /// <summary>Gives a call a new number: what still comes for the old one, such as a late answer, does not reach it any more.</summary>
    public void Renew(PendingCall call)
    {
        lock (_lock)
        {
            if (Holds(call))
            {
                call.Id = NextId(call.Slot);
            }
        }
    }

    /// <summary>Counts a call that waits for something else than a reply.</summary>
    public bool TryReserve()
    {
        lock (_lock)
        {
            if (_used - _free.Count + _reserved >= capacity)
            {
                return false;
            }

            _reserved++;
            return true;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _reserved--;
        }
    }

    /// <summary>Finds a call and holds it for the caller.</summary>
    public PendingCall? Find(ulong id)
    {
        var slot = (int)(_cipher.Decrypt(id) & SlotMask);
        lock (_lock)
        {
            if (slot >= _slots.Length || _slots[slot] is not { } call || call.Id != id)
            {
                return null;
            }

            call.Hold();
            return call;
        }
    }

    public void Remove(PendingCall call)
    {
        lock (_lock)
        {
            if (Holds(call))
            {
                _slots[call.Slot] = null;
                _free.Push(call.Slot);
            }
        }
    }

    /// <summary>Ends nothing itself: collects what is due, held for the caller, and returns the earliest deadline left.</summary>
    public long CollectDue(long now, List<PendingCall> due)
    {
        var next = long.MaxValue;
        lock (_lock)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                if (_slots[slot] is not { } call)
                {
                    continue;
                }

                if (call.Deadline <= now)
                {
                    call.Hold();
                    due.Add(call);
                }
                else
                {
                    next = Math.Min(next, call.Deadline);
                }
            }
        }

        return next;
    }

    /// <summary>All calls, held for the caller.</summary>
    public List<PendingCall> Snapshot()
    {
        var calls = new List<PendingCall>();
        CollectDue(long.MaxValue, calls);
        return calls;
    }

    // A call that was refused has a place of an earlier life, if any.
    private bool Holds(PendingCall call) => call.Slot < _slots.Length && ReferenceEquals(_slots[call.Slot], call);

    private ulong NextId(int slot)
    {
        ulong id;
        do
        {
            id = _cipher.Encrypt((unchecked(++_sequence) << SlotBits) | (uint)slot);
        }
        while (id == 0); // On the wire that is a call that wants no answer.

        return id;
    }
}
