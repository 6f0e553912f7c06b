namespace TypedRpc.Transport;

/// <summary>What a <see cref="CoalescingLine{TItem}"/> carries; linked through itself, so that queueing allocates nothing.</summary>
internal interface ILineItem<TItem>
    where TItem : class
{
    /// <summary>The item behind this one; belongs to the line while the item is in it. Null outside of it: an item that is kept must not keep others.</summary>
    TItem? Next { get; set; }
}
