using System.Buffers;

namespace TypedRpc.TestSupport.Faults;

/// <summary>
/// Applies the method rules to the frames of one direction. What follows a held method on its channel waits behind it, so that a channel's order is kept;
/// other channels, heartbeats among them, go on.
/// </summary>
internal sealed class MethodFilter(FaultConnection connection, FaultDirection direction, Func<MethodRule[]> rules)
{
    private const int MostHeldBytes = 16 * 1024 * 1024;

    private readonly Dictionary<ushort, Queue<(byte[] Bytes, Task Until)>> _held = [];
    private readonly HashSet<ushort> _dropping = [];
    private int _heldBytes;

    /// <summary>Whether as much is held as may be: then nothing more may be read until something is let go.</summary>
    public bool IsFull => _heldBytes >= MostHeldBytes;

    public bool IsHolding => _held.Count > 0;

    /// <summary>Completes when the first of what is held may go.</summary>
    public Task NextRelease => Task.WhenAny(_held.Values.Select(static queue => queue.Peek().Until));

    /// <summary>Writes the frame to what passes, or keeps it, or drops it.</summary>
    public void Apply(in AmqpFrame frame, IBufferWriter<byte> passing)
    {
        Task until = Task.CompletedTask;
        if (frame.Method is { } method)
        {
            connection.Note(method);
            int channel = frame.Channel;
            MethodRule? rule = Array.Find(rules(), rule => rule.Catches(method, channel, direction, connection, out until));
            if (rule is { IsDrop: true })
            {
                _dropping.Add(frame.Channel);
                return;
            }

            _dropping.Remove(frame.Channel);
        }
        else if (frame.IsContent && _dropping.Contains(frame.Channel))
        {
            return;
        }

        if (_held.TryGetValue(frame.Channel, out Queue<(byte[], Task)>? queue))
        {
            Hold(queue, frame, until);
        }
        else if (!until.IsCompleted)
        {
            Hold(_held[frame.Channel] = new(), frame, until);
        }
        else
        {
            passing.Write(frame.Bytes.Span);
        }
    }

    /// <summary>Writes to what passes whatever need not be held any longer.</summary>
    public void LetGo(IBufferWriter<byte> passing)
    {
        foreach ((ushort channel, Queue<(byte[] Bytes, Task Until)> queue) in _held)
        {
            while (queue.TryPeek(out (byte[] Bytes, Task Until) next) && next.Until.IsCompleted)
            {
                queue.Dequeue();
                _heldBytes -= next.Bytes.Length;
                passing.Write(next.Bytes);
            }

            if (queue.Count == 0)
            {
                _held.Remove(channel);
            }
        }
    }

    private void Hold(Queue<(byte[], Task)> queue, in AmqpFrame frame, Task until)
    {
        byte[] bytes = frame.Bytes.ToArray();
        _heldBytes += bytes.Length;
        queue.Enqueue((bytes, until));
    }
}
