using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>The lines to the clients of a service. Clients come and go, so idle lines are let go of whenever the table has doubled.</summary>
internal sealed class ReplyLines(ReplySender sender, CoalescingOptions options)
{
    private const int MinimumSize = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReplyLine> _lines = [];
    private ITransportSession? _session;
    private int _trimAt = MinimumSize;

    /// <summary>The line to a client in a session; made when there is none.</summary>
    public ReplyLine Get(ITransportSession session, string replyTo)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(session, _session))
            {
                // Nothing is sent in the one before any more; its lines would keep it alive, sockets' buffers and all.
                _lines.Clear();
                _trimAt = MinimumSize;
                _session = session;
            }

            if (_lines.TryGetValue(replyTo, out var line))
            {
                return line;
            }

            if (_lines.Count >= _trimAt)
            {
                Trim();
            }

            return _lines[replyTo] = new ReplyLine(sender, session, replyTo, options);
        }
    }

    // A line that goes while a reply is in it still sends that: it only loses the chance to share its message.
    private void Trim()
    {
        foreach (var (replyTo, line) in _lines)
        {
            if (line.IsIdle)
            {
                _lines.Remove(replyTo);
            }
        }

        _trimAt = Math.Max(MinimumSize, 2 * _lines.Count);
    }
}
