using Microsoft.Extensions.Logging;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What the transport logs.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(3002, LogLevel.Debug, "The session with {Broker} ended: {Reason}.")]
    public static partial void SessionEnded(ILogger logger, string broker, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "{Certificate} expires on {Expires:u}.")]
    public static partial void CertificateExpires(ILogger logger, string certificate, DateTimeOffset expires);

    [LoggerMessage(3004, LogLevel.Warning, "{Node} was passed over: {Reason}")]
    public static partial void NodePassedOver(ILogger logger, string node, string reason);

    [LoggerMessage(3005, LogLevel.Warning, "This process stood still for {Seconds:0.#} s. Calls whose deadline may have passed meanwhile are refused.")]
    public static partial void StoodStill(ILogger logger, double seconds);

    [LoggerMessage(3006, LogLevel.Warning, "The credentials could not be renewed and are tried again: {Reason}")]
    public static partial void CredentialsNotRenewed(ILogger logger, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Calls over {Broker} got no answer at all: its topology is looked at, and requests leave on a new channel from now on.")]
    public static partial void RequestChannelReplaced(ILogger logger, string broker);

    [LoggerMessage(3008, LogLevel.Warning, "{Broker} is RabbitMQ {Version}. In a cluster, versions before {Mended} can give calls in a quorum queue out twice after a network partition, and no server can tell: see docs/clusters.md.")]
    public static partial void QuorumQueuesMayRepeat(ILogger logger, string broker, Version version, Version mended);
}
