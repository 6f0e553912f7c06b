using Microsoft.Extensions.Time.Testing;
using TypedRpc.Serialization;

namespace TypedRpc.Tests.Serialization;

/// <summary>What many large calls at once need is there again for the next ones, and is not kept for ever.</summary>
public sealed class LargeBufferPoolTests
{
    private const int Size = 300_000;
    private const int Calls = 300;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void As_many_are_kept_as_were_in_use_at_once()
    {
        var pool = new LargeBufferPool(_clock);
        RentAll(pool);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RentAll(pool);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Size);
    }

    [Fact]
    public void They_are_forgotten_at_a_collection_a_minute_later()
    {
        var pool = new LargeBufferPool(_clock);
        var first = pool.Rent(Size);
        pool.Return(first);
        pool.OnCollected().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMinutes(1));
        pool.OnCollected().ShouldBeFalse();
        var again = pool.Rent(Size);
        again.ShouldBeSameAs(first);
        _clock.Advance(TimeSpan.FromTicks(1));
        pool.OnCollected().ShouldBeTrue();

        // What was rented from what is forgotten finds its place.
        pool.Return(again);
        pool.Rent(Size).ShouldNotBeSameAs(first);
        pool.OnCollected().ShouldBeFalse();
    }

    [Fact]
    public async Task A_collection_forgets_what_is_old_enough()
    {
        var kept = KeepOne();
        _clock.Advance(TimeSpan.FromMinutes(2));
        await TestSupport.Eventually.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !kept.IsAlive;
        });
    }

    private WeakReference KeepOne()
    {
        var pool = new LargeBufferPool(_clock);
        var buffer = pool.Rent(Size);
        pool.Return(buffer);
        return new WeakReference(buffer);
    }

    private static void RentAll(LargeBufferPool pool)
    {
        var rented = new byte[Calls][];
        for (var call = 0; call < Calls; call++)
        {
            rented[call] = pool.Rent(Size);
        }

        foreach (var buffer in rented)
        {
            pool.Return(buffer);
        }
    }
}
