namespace TypedRpc.Server;

/// <summary>What tells calls apart: who called, and the call's number, which starts at random in each client and so is nearly unique by itself.</summary>
internal readonly struct CallKey(string? replyTo, ulong callId) : IEquatable<CallKey>
{
    private readonly string? _replyTo = replyTo;
    private readonly ulong _callId = callId;

    public bool Equals(CallKey other) => _callId == other._callId && _replyTo == other._replyTo;

    public override bool Equals(object? obj) => obj is CallKey other && Equals(other);

    public override int GetHashCode() => _callId.GetHashCode();
}
