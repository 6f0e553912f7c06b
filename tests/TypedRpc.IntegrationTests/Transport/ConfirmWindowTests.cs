using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class ConfirmWindowTests
{
    private readonly ConfirmWindow _window = new();
    private readonly List<Fate> _fates = [];

    [Fact]
    public void A_group_is_confirmed_at_once_and_in_order()
    {
        Add(4);
        Take(3, multiple: true);
        _fates.ShouldBe([new(1, MessageFate.Confirmed, null), new(2, MessageFate.Confirmed, null), new(3, MessageFate.Confirmed, null)]);
        _window.Count.ShouldBe(1);
    }

    [Fact]
    public void One_behind_others_is_confirmed_by_itself_and_not_again_with_them()
    {
        Add(3);
        Take(2, multiple: false);
        Take(3, multiple: true, accepted: false);
        _fates.ShouldBe([new(2, MessageFate.Confirmed, null), new(1, MessageFate.Refused, null), new(3, MessageFate.Refused, null)]);
        _window.Count.ShouldBe(0);
    }

    [Fact]
    public void A_message_that_came_back_is_no_confirmed_one_and_those_around_it_are()
    {
        Add(1);
        Add(1, "same");
        Add(1, "same");
        Add(1, "other");
        _window.OnReturned("same", "NO_ROUTE");
        _window.OnReturned("unknown", "NO_ROUTE");
        Take(4, multiple: true);
        _fates.Select(static fate => fate.What).ShouldBe([MessageFate.Confirmed, MessageFate.Returned, MessageFate.Confirmed, MessageFate.Confirmed]);
        _fates[1].Reason.ShouldBe("NO_ROUTE");
    }

    [Fact]
    public void A_message_that_is_not_mandatory_is_not_taken_for_one_that_came_back()
    {
        Add(1);
        Add(1, string.Empty);
        _window.OnReturned(string.Empty, "NO_ROUTE");
        Take(2, multiple: true);
        _fates.ShouldBe([new(1, MessageFate.Confirmed, null), new(2, MessageFate.Returned, "NO_ROUTE")]);
    }

    [Fact]
    public void A_number_that_is_not_open_is_nothing()
    {
        Add(2);
        Take(3, multiple: true);
        Take(0, multiple: true);
        Take(1, multiple: false);
        Take(1, multiple: true);
        _fates.ShouldBe([new(1, MessageFate.Confirmed, null)]);
    }

    [Fact]
    public void What_is_open_at_the_end_is_lost()
    {
        Add(3);
        Take(2, multiple: false);
        var settled = new List<ConfirmWindow.Settled>();
        _window.TakeAll("the end", settled);
        settled.ForEach(static message => message.Tell());
        _fates.Skip(1).ShouldBe([new(1, MessageFate.Lost, "the end"), new(3, MessageFate.Lost, "the end")]);
        _window.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_any_order_each_message_is_told_once(int seed)
    {
        var random = new Random(seed);
        var open = new SortedSet<ulong>();
        var sent = 0UL;
        for (var step = 0; step < 20_000; step++)
        {
            // Phases of growth and of shrinking: the ring grows, and its head goes around many times.
            if (open.Count == 0 || random.Next(100) < (step / 2000 % 2 == 0 ? 70 : 30))
            {
                Add(1);
                open.Add(++sent);
                continue;
            }

            var number = open.ElementAt(random.Next(Math.Min(open.Count, 5)));
            var multiple = random.Next(2) == 0;
            var expected = multiple ? open.GetViewBetween(0, number).ToArray() : [number];
            _fates.Clear();
            Take(number, multiple);
            _fates.Select(static fate => fate.Number).ShouldBe(expected);
            open.ExceptWith(expected);
        }
    }

    private ulong _added;

    private void Add(int count, string? returnable = null)
    {
        for (var message = 0; message < count; message++)
        {
            _window.Add(new Confirmation(++_added, _fates), returnable);
        }
    }

    private void Take(ulong number, bool multiple, bool accepted = true)
    {
        var settled = new List<ConfirmWindow.Settled>();
        _window.Take(number, multiple, accepted, settled);
        settled.ForEach(static message => message.Tell());
    }

    private sealed class Confirmation(ulong number, List<Fate> fates) : IConfirmation
    {
        public void OnSettled(MessageFate fate, string? reason) => fates.Add(new Fate(number, fate, reason));
    }

    private readonly record struct Fate(ulong Number, MessageFate What, string? Reason);
}
