namespace TypedRpc.Transport;

/// <summary>The line to one destination: what comes while a send is under way, or waits for its turn, goes out together.</summary>
/// <remarks>
/// There is no timer. An item that is alone is sent on the spot; others take a hop over the thread pool, some more while others are about to come, and what has
/// piled up by then shares messages.
/// </remarks>
internal abstract class CoalescingLine<TItem> : IThreadPoolWorkItem
    where TItem : class, ILineItem<TItem>
{
    /// <summary>Hops that a line takes at most while it expects more: measured, a dozen more gain nothing.</summary>
    private const int MaxHops = 8;

    private TItem? _newest;
    private int _busy;
    private int _hops;

    /// <summary>Puts an item into the line.</summary>
    /// <param name="item">The item; must not be in a line already.</param>
    /// <param name="alone">Whether nothing else is on its way: it is then sent in this call, unless the line is busy.</param>
    public void Post(TItem item, bool alone)
    {
        var newest = Volatile.Read(ref _newest);
        while (true)
        {
            item.Next = newest;
            var seen = Interlocked.CompareExchange(ref _newest, item, newest);
            if (ReferenceEquals(seen, newest))
            {
                break;
            }

            newest = seen;
        }

        // Whoever holds the line looks again after letting it go, so an item is never left behind.
        if (!TryHold())
        {
            return;
        }

        if (alone)
        {
            _ = DrainAsync();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Whether more items are about to come, so that a hop more over the thread pool is worth while.</summary>
    protected abstract bool ExpectsMore { get; }

    void IThreadPoolWorkItem.Execute()
    {
        if (_hops < MaxHops && ExpectsMore)
        {
            _hops++;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        _hops = 0;
        _ = DrainAsync();
    }

    /// <summary>Sends one message with the first items, in their order, and returns the rest. Must not throw.</summary>
    protected abstract ValueTask<TItem?> SendAsync(TItem first);

    private async Task DrainAsync()
    {
        try
        {
            for (var rest = TakeAll(); rest is not null;)
            {
                rest = await SendAsync(rest).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Exchange(ref _busy, 0);
            if (Volatile.Read(ref _newest) is not null && TryHold())
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
    }

    private bool TryHold() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    /// <summary>Takes everything out, oldest first.</summary>
    private TItem? TakeAll()
    {
        TItem? first = null;
        for (var item = Interlocked.Exchange(ref _newest, null); item is not null;)
        {
            var older = item.Next;
            item.Next = first;
            first = item;
            item = older;
        }

        return first;
    }
}
