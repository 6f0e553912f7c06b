using MessagePack;

namespace TypedRpc.Behaviour.Evolution.After;

/// <summary>The next version: everything was changed that the rules call safe.</summary>
#pragma warning disable TRPC5007 // Two versions of one contract share its queue.
[RabbitService("behaviour.evolution", Name = "Shop")]
public interface IStore
#pragma warning restore TRPC5007
{
    Task<string> AddArgumentsAsync(string text, int repeat = 2, string? suffix = null);

    Task<string> MakeOptionalAsync(string text = "nothing");

    Task<string> RenameParametersAsync(string left, string right);

    Task<string> AddTokenAsync(string text, CancellationToken cancellationToken = default);

    ValueTask<string> ChangeTaskAsync(string text);

    Task<Order> AddMembersAsync(Order order);

    Task<Slip> FillGapAsync(Slip slip);

    Task<Label> AddNamedMemberAsync(Label label);

    Task<Mood> AddEnumMemberAsync(Mood mood);

    Task<Article> RenameTypeAsync(Article article);

    Task<List<int>> ChangeCollectionAsync(IReadOnlyCollection<int> numbers);

    Task<ushort> ChangeKindAsync(int mood, ReadOnlyMemory<byte> bytes);

    Task<Shape?> AddCaseAsync(Shape shape);

    [Fault<Gone>]
    Task<string> AddFaultAsync(string text);

    [Idempotent]
    Task<string> BecomeIdempotentAsync(string text);

    [RabbitMethod(TimeoutMilliseconds = 5_000, Coalesce = false)]
    Task<string> ChangeTimeoutAsync(string text);

    [RabbitMethod("kept")]
    Task<string> NewNameAsync(string text);

    [Fault<Gone>]
    [Fault<Rejection>(Name = "Refusal")]
    Task<string> RefuseAsync(string text);

    [OneWay]
    ValueTask NoteAsync(string text, int times = 2);

    Task<int> CountAsync(int number);

    Task<string> AddMethodAsync();
}

[MessagePackObject]
public sealed record Order([property: Key(0)] string Article, [property: Key(1)] int Count, [property: Key(2)] string? Note, [property: Key(3)] int Weight)
{
    [Key(4)]
    public string Currency { get; init; } = "EUR";
}

[MessagePackObject]
public sealed record Slip([property: Key(0)] string First, [property: Key(1)] int? Second, [property: Key(2)] int Third);

[MessagePackObject(true)]
public sealed record Label
{
    public string Colour { get; init; } = "blue";

    public string Text { get; init; } = "";
}

[MessagePackObject]
public sealed record Article([property: Key(0)] string Name, [property: Key(1)] Article? Inner);

public enum Mood
{
    Fine,
    Bad,
    Mixed,
}

[Union(0, typeof(Circle))]
[Union(1, typeof(Square))]
public abstract record Shape;

[MessagePackObject]
public sealed record Circle([property: Key(0)] int Radius) : Shape;

[MessagePackObject]
public sealed record Square([property: Key(0)] int Side) : Shape;

[MessagePackObject]
public sealed record Rejection([property: Key(0)] string Why);

[MessagePackObject]
public sealed record Gone([property: Key(0)] string Since);
