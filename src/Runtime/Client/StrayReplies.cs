using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;

namespace TypedRpc.Client;

/// <summary>Counts replies that belong to no call. A few are late answers; many are worth a line in the log, one a minute.</summary>
internal sealed class StrayReplies(TimeProvider timeProvider, ILogger logger)
{
    /// <summary>So many within a minute are reported.</summary>
    public const int Many = 100;

    private readonly Lock _lock = new();
    private long _windowStart = timeProvider.GetTimestamp();
    private int _count;

    public void Add()
    {
        RpcTelemetry.LateReplies.Add(1);
        lock (_lock)
        {
            if (timeProvider.GetElapsedTime(_windowStart) >= TimeSpan.FromMinutes(1))
            {
                _windowStart = timeProvider.GetTimestamp();
                _count = 0;
            }

            if (++_count != Many)
            {
                return;
            }
        }

        RpcLog.ManyStrayReplies(logger, Many);
    }
}
