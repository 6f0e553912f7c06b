using Microsoft.Extensions.Time.Testing;

namespace TypedRpc.Tests.Events;

public sealed class InMemoryDeduplicationStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_is_known_within_its_window_and_in_its_queue()
    {
        var time = new FakeTimeProvider();
        var store = new InMemoryDeduplicationStore(timeProvider: time);
        await store.AddAsync("q", "id", TimeSpan.FromMinutes(1), Token);
        (await store.ContainsAsync("q", "id", Token)).ShouldBeTrue();
        (await store.ContainsAsync("other", "id", Token)).ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        (await store.ContainsAsync("q", "id", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_oldest_go_when_it_is_full_and_one_that_was_added_again_stays()
    {
        var store = new InMemoryDeduplicationStore(capacity: 2, new FakeTimeProvider());
        await store.AddAsync("q", "one", TimeSpan.FromMinutes(1), Token);
        await store.AddAsync("q", "two", TimeSpan.FromMinutes(1), Token);
        await store.AddAsync("q", "three", TimeSpan.FromMinutes(1), Token);
        (await store.ContainsAsync("q", "one", Token)).ShouldBeFalse();
        (await store.ContainsAsync("q", "two", Token)).ShouldBeTrue();
        (await store.ContainsAsync("q", "three", Token)).ShouldBeTrue();
    }
}
