using MessagePack;

namespace TypedRpc.Behaviour.Evolution.Before;

/// <summary>The first version of a service: what was deployed.</summary>
#pragma warning disable TRPC5007 // Versions of one contract share its queue.
[RabbitService("behaviour.evolution", Name = "Shop")]
public interface IShop
#pragma warning restore TRPC5007
{
    Task<string> AddArgumentsAsync(string text);

    Task<string> MakeOptionalAsync(string text);

    Task<string> RenameParametersAsync(string first, string second);

    Task<string> AddTokenAsync(string text);

    Task<string> ChangeTaskAsync(string text);

    Task<Order> AddMembersAsync(Order order);

    Task<Slip> FillGapAsync(Slip slip);

    Task<Label> AddNamedMemberAsync(Label label);

    Task<Mood> AddEnumMemberAsync(Mood mood);

    Task<Item> RenameTypeAsync(Item item);

    Task<int[]> ChangeCollectionAsync(List<int> numbers);

    Task<char> ChangeKindAsync(Mood mood, byte[] bytes);

    Task<Shape?> AddCaseAsync(Shape shape);

    Task<string> AddFaultAsync(string text);

    Task<string> BecomeIdempotentAsync(string text);

    Task<string> ChangeTimeoutAsync(string text);

    [RabbitMethod("kept")]
    Task<string> OldNameAsync(string text);

    [Fault<Refusal>]
    Task<string> RefuseAsync(string text);

    [OneWay]
    Task NoteAsync(string text);

    Task<int> CountAsync(int number);
}

[MessagePackObject]
public sealed record Order([property: Key(0)] string Article, [property: Key(1)] int Count);

[MessagePackObject]
public sealed record Slip([property: Key(0)] string First, [property: Key(2)] int Third);

[MessagePackObject(true)]
public sealed record Label
{
    public string Text { get; init; } = "";
}

[MessagePackObject]
public sealed record Item([property: Key(0)] string Text, [property: Key(1)] Item? Inner);

public enum Mood
{
    Good,
    Bad,
}

[Union(0, typeof(Circle))]
public abstract record Shape;

[MessagePackObject]
public sealed record Circle([property: Key(0)] int Radius) : Shape;

[MessagePackObject]
public sealed record Refusal([property: Key(0)] string Reason);
