using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>A broker's side of a channel: refuses what RabbitMQ would close the channel for.</summary>
internal sealed class SettlementModel
{
    private readonly SortedDictionary<ulong, MessageSettlement?> _unsettled = [];

    public IEnumerable<ulong> Unsettled => _unsettled.Keys;

    public void Deliver(ulong tag) => _unsettled.Add(tag, null);

    /// <summary>Notes what has to become of a message.</summary>
    public void Decide(ulong tag, MessageSettlement settlement) => _unsettled[tag] = settlement;

    public void Receive(Settlement settlement)
    {
        _unsettled.ShouldContainKey(settlement.Tag, "unknown delivery tag");
        var covered = settlement.Multiple ? _unsettled.Keys.TakeWhile(tag => tag <= settlement.Tag).ToArray() : [settlement.Tag];
        foreach (var tag in covered)
        {
            _unsettled.Remove(tag, out var decided);
            decided.ShouldBe(settlement.How);
        }
    }
}
