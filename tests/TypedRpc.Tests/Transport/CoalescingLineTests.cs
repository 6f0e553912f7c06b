namespace TypedRpc.Tests.Transport;

public sealed class CoalescingLineTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_lost_doubled_or_reordered(bool suspends)
    {
        const int Writers = 6;
        const int Items = 20_000;
        var line = new RecordingLine(Writers * Items, suspends ? static () => new ValueTask(Task.Run(static () => { })) : static () => default);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var number = 0; number < Items; number++)
            {
                line.Post(new LineItem(writer, number), alone: number % 5 == 0);
            }
        }));
        await Task.WhenAll(writers);
        await line.Complete.WaitAsync(Soon, TestContext.Current.CancellationToken);
        var next = new int[Writers];
        foreach (var item in line.Sent)
        {
            item.Number.ShouldBe(next[item.Writer]++);
        }

        line.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_expects_more_in_vain_sends_all_the_same()
    {
        var line = new RecordingLine(1, static () => default) { AlwaysExpects = true };
        line.Post(new LineItem(0, 0), alone: false);
        await line.Complete.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_item_that_is_alone_is_sent_in_the_callers_own_call()
    {
        var line = new RecordingLine(2, static () => default);
        line.Post(new LineItem(0, 0), alone: true);
        line.Sent.Count.ShouldBe(1);
        line.Post(new LineItem(0, 1), alone: true);
        line.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_while_a_send_is_under_way_goes_out_together()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = new RecordingLine(4, () => new ValueTask(gate.Task));
        for (var number = 0; number < 4; number++)
        {
            line.Post(new LineItem(0, number), alone: true);
        }

        line.Sent.Count.ShouldBe(1);
        gate.SetResult();
        await line.Complete.WaitAsync(Soon, TestContext.Current.CancellationToken);
        line.Sizes.ShouldBe([1, 3]);
    }
}
