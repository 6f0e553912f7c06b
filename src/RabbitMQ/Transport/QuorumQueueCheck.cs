using System.Text;
using Microsoft.Extensions.Logging;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>
/// Says once a session that the broker is of a version whose quorum queues may give a message out twice without a mark, after their leader was cut off from the other nodes: docs/clusters.md.
/// Only the operator can do something about it, and nothing else tells him.
/// </summary>
internal sealed class QuorumQueueCheck(IDictionary<string, object?>? serverProperties, string broker, ILogger logger)
{
    /// <summary>The first with Ra 2.15.3. Source: https://github.com/rabbitmq/ra/pull/508 and https://github.com/rabbitmq/rabbitmq-server/releases/tag/v4.0.8.</summary>
    private static readonly Version Mended = new(4, 0, 8);

    private int _said;

    /// <summary>To be called when a service is served from a quorum queue.</summary>
    public void Look()
    {
        if (VersionOf(serverProperties) is { } version && version < Mended && Interlocked.Exchange(ref _said, 1) == 0)
        {
            TransportLog.QuorumQueuesMayRepeat(logger, broker, version, Mended);
        }
    }

    /// <summary>What a broker calls its version, such as 4.1.0-rc.1, without what follows the numbers; null if it does not say.</summary>
    private static Version? VersionOf(IDictionary<string, object?>? serverProperties)
    {
        if (serverProperties is null || !serverProperties.TryGetValue("version", out var value) || value is not byte[] bytes)
        {
            return null;
        }

        var numbers = Encoding.UTF8.GetString(bytes).TakeWhile(static character => char.IsAsciiDigit(character) || character == '.');
        return Version.TryParse(string.Concat(numbers), out var version) ? version : null;
    }
}
