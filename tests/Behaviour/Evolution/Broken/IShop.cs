using MessagePack;

namespace TypedRpc.Behaviour.Evolution.Broken;

/// <summary>A next version with changes that the rules report, each of which an old client or server notices.</summary>
#pragma warning disable TRPC5007 // Two versions of one contract share its queue.
[RabbitService("behaviour.evolution", Name = "Shop")]
public interface IShop
#pragma warning restore TRPC5007
{
    // TRPC3005: a parameter that old clients do not send.
    Task<string> AddArgumentsAsync(string text, int repeat);

    // TRPC3005: null, which old servers refuse.
    Task<string> MakeOptionalAsync(string? text);

    // TRPC3005: another order.
    Task<string> RenameParametersAsync(string second, string first);

    // TRPC3005: another type of the result.
    Task<int> AddTokenAsync(string text);

    // TRPC3006: other types behind the keys.
    Task<Order> AddMembersAsync(Order order);

    // TRPC3006: a key that old servers leave out before others, and that must not be nil.
    Task<Slip> FillGapAsync(Slip slip);

    // TRPC3011: other numbers.
    Task<Mood> AddEnumMemberAsync(Mood mood);

    // TRPC3006: other cases behind the tags.
    Task<Shape?> AddCaseAsync(Shape shape);

    // TRPC3010: without the fault.
    Task<string> RefuseAsync(string text);

    // TRPC3008: with a reply, which old servers do not send.
    Task NoteAsync(string text);

    // TRPC3008: without a reply, for which old clients wait.
    [OneWay]
    Task AddFaultAsync(string text);

    // TRPC3016: another routing key.
    [RabbitMethod("ChangeTimeout")]
    Task<string> ChangeTimeoutAsync(string text);

    // TRPC3005: numbers that old servers cannot hold.
    Task<long> CountAsync(long number);
}

[MessagePackObject]
public sealed record Order([property: Key(0)] string Article, [property: Key(1)] string Count);

[MessagePackObject]
public sealed record Slip([property: Key(0)] string First, [property: Key(1)] int Second, [property: Key(2)] int Third);

public enum Mood
{
    Bad,
    Good,
}

[Union(0, typeof(Square))]
public abstract record Shape;

[MessagePackObject]
public sealed record Square([property: Key(0)] string Side) : Shape;
