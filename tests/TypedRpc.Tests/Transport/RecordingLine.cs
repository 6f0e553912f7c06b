using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>A line that sends up to three items at once, and writes down what and how.</summary>
internal sealed class RecordingLine(int expected, Func<ValueTask> send) : CoalescingLine<LineItem>
{
    private const int MaxItems = 3;

    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sending;

    /// <summary>Completes when as many items were sent as the test expects.</summary>
    public Task Complete => _complete.Task;

    public List<LineItem> Sent { get; } = [];

    public List<int> Sizes { get; } = [];

    public int MostAtOnce { get; private set; }

    /// <summary>Whether the line claims, for ever, that more is about to come.</summary>
    public bool AlwaysExpects { get; init; }

    protected override bool ExpectsMore => AlwaysExpects;

    protected override async ValueTask<LineItem?> SendAsync(LineItem first)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _sending));
        var item = first;
        var size = 0;
        for (; item is not null && size < MaxItems; size++)
        {
            Sent.Add(item);
            item = item.Next;
        }

        Sizes.Add(size);
        await send();
        Interlocked.Decrement(ref _sending);
        if (Sent.Count == expected)
        {
            _complete.TrySetResult();
        }

        return item;
    }
}
