namespace TypedRpc.Messaging;

/// <summary>Publishes in their order, linked through themselves, so that any of them can be taken out at once.</summary>
internal sealed class PublishList
{
    public PendingPublish? First { get; private set; }

    public int Count { get; private set; }

    private PendingPublish? Last { get; set; }

    public void AddLast(PendingPublish item)
    {
        item.List = this;
        item.Previous = Last;
        item.Next = null;
        if (Last is null)
        {
            First = item;
        }
        else
        {
            Last.Next = item;
        }

        Last = item;
        Count++;
    }

    public void AddFirst(PendingPublish item)
    {
        item.List = this;
        item.Previous = null;
        item.Next = First;
        if (First is null)
        {
            Last = item;
        }
        else
        {
            First.Previous = item;
        }

        First = item;
        Count++;
    }

    public void Remove(PendingPublish item)
    {
        if (item.Previous is null)
        {
            First = item.Next;
        }
        else
        {
            item.Previous.Next = item.Next;
        }

        if (item.Next is null)
        {
            Last = item.Previous;
        }
        else
        {
            item.Next.Previous = item.Previous;
        }

        item.List = null;
        item.Previous = item.Next = null;
        Count--;
    }
}
