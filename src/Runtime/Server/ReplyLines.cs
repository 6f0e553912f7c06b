using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>The lines to the clients of a service. Clients come and go, so idle lines are let go of whenever the table has doubled.</summary>
internal sealed class ReplyLines(ReplySender sender, CoalescingOptions options)
{
    private const int MinimumSize = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReplyLine> _lines = [];
    private int _trimAt = MinimumSize;

    /// <summary>The line to a client in a session; made when there is none.</summary>
    public ReplyLine Get(ITransportSession session, string replyTo)
    {
        lock (_lock)
        {
            if (_lines.TryGetValue(replyTo, out var line) && ReferenceEquals(line.Session, session))
            {
                return line;
            }

            if (_lines.Count >= _trimAt)
            {
                Trim(session);
            }

            return _lines[replyTo] = new ReplyLine(sender, session, replyTo, options);
        }
    }

    // A line that goes while a reply is in it still sends that: it only loses the chance to share its message.
    private void Trim(ITransportSession session)
    {
        foreach (var (replyTo, line) in _lines)
        {
            if (line.IsIdle || !ReferenceEquals(line.Session, session))
            {
                _lines.Remove(replyTo);
            }
        }

        _trimAt = Math.Max(MinimumSize, 2 * _lines.Count);
    }
}
