using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class SettlementWindowTests
{
    private readonly SettlementWindow _window = new();

    [Fact]
    public void What_is_done_from_the_oldest_on_takes_one_acknowledgement()
    {
        Add(1, 2, 3, 4);
        Accept(3, 1, 2);
        Due().ShouldBe([new(3, MessageSettlement.Accept, Multiple: true)]);
        _window.Count.ShouldBe(1);
    }

    [Fact]
    public void One_message_is_not_acknowledged_as_many()
    {
        Add(1, 2);
        Accept(1);
        Due().ShouldBe([new(1, MessageSettlement.Accept, Multiple: false)]);
        Due().ShouldBeEmpty();
    }

    [Fact]
    public void What_lies_behind_an_open_message_is_settled_by_itself_and_once()
    {
        Add(1, 2, 3, 4);
        Accept(2, 4);
        Due().ShouldBe([new(2, MessageSettlement.Accept, false), new(4, MessageSettlement.Accept, false)]);
        Due().ShouldBeEmpty();
        Accept(1);
        Due().ShouldBe([new(1, MessageSettlement.Accept, false)]);
        Accept(3);
        Due().ShouldBe([new(3, MessageSettlement.Accept, false)]);
        _window.Count.ShouldBe(0);
    }

    [Fact]
    public void A_multiple_acknowledgement_never_carries_a_tag_that_was_sent_before()
    {
        Add(1, 2, 3, 4, 5);
        Accept(3, 5);
        Due();
        Accept(1, 2, 4);
        Due().ShouldBe([new(4, MessageSettlement.Accept, Multiple: true)]);
        _window.Count.ShouldBe(0);
    }

    [Fact]
    public void More_is_expected_while_most_is_open()
    {
        Add(1, 2, 3, 4, 5);
        _window.ExpectsMore.ShouldBeFalse();
        Accept(2, 4);
        _window.ExpectsMore.ShouldBeTrue();
        Accept(1);
        _window.ExpectsMore.ShouldBeFalse();
        Due();
        _window.ExpectsMore.ShouldBeFalse();
    }

    [Fact]
    public void A_rejected_message_is_not_covered_by_an_acknowledgement()
    {
        Add(1, 2, 3, 4, 5);
        Accept(1, 2, 4, 5);
        _window.Settle(3, MessageSettlement.Reject);
        Due().ShouldBe([new(2, MessageSettlement.Accept, true), new(3, MessageSettlement.Reject, false), new(5, MessageSettlement.Accept, true)]);
    }

    [Fact]
    public void A_rejection_behind_an_open_message_is_told_as_well()
    {
        Add(1, 2);
        _window.Settle(2, MessageSettlement.Reject);
        Due().ShouldBe([new(2, MessageSettlement.Reject, false)]);
        Accept(1);
        Due().ShouldBe([new(1, MessageSettlement.Accept, false)]);
    }

    [Fact]
    public void A_message_that_is_not_open_cannot_be_settled()
    {
        Add(5, 9);
        Should.Throw<ArgumentOutOfRangeException>(() => _window.Settle(7, MessageSettlement.Accept));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_sequence_settles_each_message_once_and_as_it_was_decided(int seed)
    {
        var random = new Random(seed);
        var broker = new SettlementModel();
        var open = new List<ulong>();
        var tag = 0UL;
        for (var step = 0; step < 20_000; step++)
        {
            // Phases of growth and of shrinking: the ring grows, and its head goes around many times.
            if (open.Count == 0 || random.Next(100) < (step / 2000 % 2 == 0 ? 60 : 40))
            {
                tag += (ulong)random.Next(1, 3);
                _window.Add(tag);
                broker.Deliver(tag);
                open.Add(tag);
            }
            else
            {
                var index = random.Next(Math.Min(open.Count, random.Next(10) == 0 ? int.MaxValue : 4));
                var settlement = random.Next(20) switch { 0 => MessageSettlement.Reject, 1 => MessageSettlement.Requeue, _ => MessageSettlement.Accept };
                _window.Settle(open[index], settlement);
                broker.Decide(open[index], settlement);
                open.RemoveAt(index);
            }

            if (random.Next(8) == 0)
            {
                Due().ForEach(broker.Receive);
                broker.Unsettled.ShouldBe(open);
            }
        }

        open.ForEach(last => broker.Decide(last, MessageSettlement.Accept));
        open.ForEach(last => _window.Settle(last, MessageSettlement.Accept));
        Due().ForEach(broker.Receive);
        broker.Unsettled.ShouldBeEmpty();
        _window.Count.ShouldBe(0);
    }

    private void Add(params ulong[] tags) => Array.ForEach(tags, _window.Add);

    private void Accept(params ulong[] tags) => Array.ForEach(tags, tag => _window.Settle(tag, MessageSettlement.Accept));

    private List<Settlement> Due()
    {
        var due = new List<Settlement>();
        _window.TakeDue(due);
        return due;
    }
}
