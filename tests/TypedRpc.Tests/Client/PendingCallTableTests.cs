using TypedRpc.Client;
using TypedRpc.Protocol;

namespace TypedRpc.Tests.Client;

/// <summary>A place in the table is used again; the number of a call that had it never is.</summary>
[Trait("Fault", "C6")]
public sealed class PendingCallTableTests
{
    [Theory]
    [InlineData(1, 0UL)]
    [InlineData(3, 0UL)]
    [InlineData(1, (1UL << 32) - 1000)]
    [InlineData(3, (1UL << 40) - 1000)]
    [InlineData(1, ulong.MaxValue - 1000)]
    public void An_answer_to_a_call_that_has_ended_reaches_none_that_has_its_place_now(int capacity, ulong firstSequence)
    {
        var table = new PendingCallTable(capacity, firstSequence);
        var calls = new Queue<TestCall>();
        var ended = new List<ulong>();
        var seen = new HashSet<ulong>();
        for (var call = 0; call < 10_000; call++)
        {
            if (calls.Count == capacity)
            {
                table.TryAdd(new TestCall()).ShouldBeFalse();
                var old = calls.Dequeue();
                ended.Add(old.Id);
                table.Remove(old);
            }

            var next = new TestCall();
            table.TryAdd(next).ShouldBeTrue();
            calls.Enqueue(next);
            next.Slot.ShouldBeLessThan(capacity);
            seen.Add(next.Id).ShouldBeTrue();
            table.Find(next.Id).ShouldBeSameAs(next);
            foreach (var id in ended.TakeLast(50))
            {
                table.Find(id).ShouldBeNull();
            }
        }

        ended.Count(id => table.Find(id) is not null).ShouldBe(0);
        table.Count.ShouldBe(capacity);
    }

    [Fact]
    public void An_answer_to_an_attempt_that_has_ended_does_not_reach_the_next_one()
    {
        var table = new PendingCallTable(1);
        var call = new TestCall();
        table.TryAdd(call).ShouldBeTrue();
        var first = call.Id;
        table.Renew(call);
        table.Find(first).ShouldBeNull();
        table.Find(call.Id).ShouldBeSameAs(call);
    }

    private sealed class TestCall : PendingCall
    {
        public override void Fail(Exception exception) => throw new NotSupportedException();

        public override void Complete(in Frame result) => throw new NotSupportedException();

        public override RpcException? ReadFault(in Frame fault) => throw new NotSupportedException();
    }
}
