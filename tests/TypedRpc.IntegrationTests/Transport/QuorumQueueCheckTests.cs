using System.Text;
using TypedRpc.IntegrationTests.Security;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>The warning of brokers whose quorum queues may repeat messages.</summary>
public sealed class QuorumQueueCheckTests
{
    [Theory]
    [InlineData("3.10.8", true)]
    [InlineData("3.13.7", true)]
    [InlineData("4.0.7", true)]
    [InlineData("4.0.7+3.gabc1234", true)]
    [InlineData("4.0.8", false)]
    [InlineData("4.0.8-rc.1", false)]
    [InlineData("4.3.6", false)]
    [InlineData("10.0.0", false)]
    [InlineData("unknown", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Warns_once_of_versions_that_have_the_defect(string? version, bool warns)
    {
        using var log = new LogCapture();
        var properties = new Dictionary<string, object?> { ["version"] = version is null ? null : Encoding.UTF8.GetBytes(version) };
        var check = new QuorumQueueCheck(properties, "amqp://node-1:5672", log);
        check.Look();
        check.Look();
        log.Messages.ShouldBe(warns ? [$"3008 amqp://node-1:5672 is RabbitMQ {version!.Split('+')[0]}. In a cluster, versions before 4.0.8 can give calls in a quorum queue out twice after a network partition, and no server can tell: see docs/clusters.md."] : []);
    }

    [Fact]
    public void A_broker_that_shows_nothing_is_not_warned_of()
    {
        using var log = new LogCapture();
        new QuorumQueueCheck(null, "amqp://node-1:5672", log).Look();
        new QuorumQueueCheck(new Dictionary<string, object?>(), "amqp://node-1:5672", log).Look();
        log.Messages.ShouldBeEmpty();
    }
}
