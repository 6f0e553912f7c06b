using Microsoft.Extensions.Time.Testing;
using TypedRpc.Server;

namespace TypedRpc.Tests.Server;

/// <summary>Cancellations that come before their call, most of which is another server's.</summary>
public sealed class EarlyCancellationsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void One_is_found_once()
    {
        var cancellations = new EarlyCancellations(_time);
        cancellations.Add(Key(1));
        cancellations.Take(Key(1)).ShouldBeTrue();
        cancellations.Take(Key(1)).ShouldBeFalse();
        cancellations.Take(Key(2)).ShouldBeFalse();
    }

    [Fact]
    public void They_are_forgotten_after_their_time_and_not_before()
    {
        var cancellations = new EarlyCancellations(_time);
        for (ulong call = 0; call < 100; call++)
        {
            cancellations.Add(Key(call));
        }

        _time.Advance(EarlyCancellations.Longest - TimeSpan.FromTicks(1));
        cancellations.Add(Key(100));
        cancellations.Count.ShouldBe(101);
        _time.Advance(TimeSpan.FromTicks(1));
        cancellations.Add(Key(101));
        cancellations.Count.ShouldBe(2);
        cancellations.Take(Key(99)).ShouldBeFalse();
        cancellations.Take(Key(100)).ShouldBeTrue();
    }

    [Fact]
    public void There_are_never_more_than_a_bound()
    {
        var cancellations = new EarlyCancellations(_time);
        for (ulong call = 0; call <= EarlyCancellations.Most; call++)
        {
            cancellations.Add(Key(call));
        }

        cancellations.Count.ShouldBe(EarlyCancellations.Most);
        cancellations.Take(Key(0)).ShouldBeFalse();
        cancellations.Take(Key(1)).ShouldBeTrue();
    }

    private static CallKey Key(ulong call) => new("amq.gen-somebody", call);
}
