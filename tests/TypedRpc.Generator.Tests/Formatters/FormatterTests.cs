using System.Reflection;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Formatters;

/// <summary>The formatters that are emitted for native AOT are those that MessagePack makes where it can.</summary>
public sealed class FormatterTests
{
    private static readonly MethodInfo GetFormatter = typeof(IFormatterResolver).GetMethod(nameof(IFormatterResolver.GetFormatter))!;

    private static readonly IMessagePackFormatter[] Emitted = (IMessagePackFormatter[])EveryGenericRpc.Contract.GetType().DeclaringType!
        .GetMethod("Formatters", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!;

    [Fact]
    public void Each_is_what_MessagePack_makes()
    {
        foreach (var formatter in Emitted)
        {
            formatter.GetType().ShouldBe(Make(Formatted(formatter)));
        }
    }

    [Fact]
    public void Every_type_of_the_contract_and_each_of_its_parts_has_one()
    {
        var emitted = Emitted.Select(Formatted).ToHashSet();
        var used = typeof(IEveryGeneric).GetMethods().SelectMany(static method => method.GetParameters()).SelectMany(static parameter => Parts(parameter.ParameterType));
        used.Distinct().Where(type => !emitted.Contains(type) && BuiltinResolver.Instance.GetFormatterDynamic(type) is null).ShouldBeEmpty();
    }

    [Fact]
    public void None_is_emitted_for_what_MessagePack_has_at_hand() => Emit(
        "Task RunAsync(int? a, decimal? b, Guid? c, byte[] d, string[] e, List<byte> f, List<string> g, ReadOnlyMemory<byte> h, ArraySegment<byte> i, DateTime[] j);")
        .ShouldNotContain("Formatters()");

    [Fact]
    public void Types_of_the_users_inside_are_asked_for()
    {
        var emitted = Emit("Task RunAsync(Dictionary<string, List<Item>> items, Item item);", "public sealed record Item;");
        emitted.ShouldContain("""GetCodec<global::System.Collections.Generic.Dictionary<string, global::System.Collections.Generic.List<global::Item>>>("IService.RunAsync, parameter 'items'").Of<global::Item>();""");
        emitted.ShouldContain("""GetCodec<global::Item>("IService.RunAsync, parameter 'item'");""");
    }

    [Fact]
    public void A_formatter_by_attribute_is_made_by_name() => Emit(
        "Task RunAsync(List<Item> items, Page<int> page);",
        """
        [MessagePackFormatter(typeof(ItemFormatter))]
        public enum Item { One }
        public sealed class ItemFormatter : MessagePack.Formatters.IMessagePackFormatter<Item>
        {
            public void Serialize(ref MessagePackWriter writer, Item value, MessagePackSerializerOptions options) => writer.Write(value.ToString());
            public Item Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => Enum.Parse<Item>(reader.ReadString()!);
        }
        [MessagePackFormatter(typeof(PageFormatter<>))]
        public sealed record Page<T>;
        public sealed class PageFormatter<T> : MessagePack.Formatters.IMessagePackFormatter<Page<T>>
        {
            public void Serialize(ref MessagePackWriter writer, Page<T> value, MessagePackSerializerOptions options) => writer.WriteNil();
            public Page<T> Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => new();
        }
        """).ShouldContain(
        """
            [
                new __msgpack::Formatters.ListFormatter<global::Item>(),
                new global::ItemFormatter(),
                new global::PageFormatter<int>(),
            ];
        """);

    [Fact]
    public void A_formatter_by_attribute_that_only_reflection_can_make_is_left_to_the_user()
    {
        var emitted = Emit(
            "Task RunAsync(Item item);",
            """
            [MessagePackFormatter(typeof(ItemFormatter))]
            public enum Item { One }
            internal sealed class ItemFormatter : MessagePack.Formatters.IMessagePackFormatter<Item>
            {
                public void Serialize(ref MessagePackWriter writer, Item value, MessagePackSerializerOptions options) => writer.Write(value.ToString());
                public Item Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => Enum.Parse<Item>(reader.ReadString()!);
            }
            """);
        emitted.ShouldNotContain("Formatters()");
    }

    private static Type Formatted(IMessagePackFormatter formatter) => formatter.GetType().GetInterfaces()
        .Single(static candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IMessagePackFormatter<>)).GenericTypeArguments[0];

    // Not the standard resolver: for enums that makes a formatter of its own by dynamic code, with the same layout.
    private static Type? Make(Type type) => new IFormatterResolver[] { MessagePack.ImmutableCollection.ImmutableCollectionResolver.Instance, DynamicGenericResolver.Instance }
        .Select(resolver => GetFormatter.MakeGenericMethod(type).Invoke(resolver, null)?.GetType()).FirstOrDefault(static made => made is not null);

    private static IEnumerable<Type> Parts(Type type) =>
        [type, .. (type.HasElementType ? [type.GetElementType()!] : type.GenericTypeArguments).SelectMany(Parts)];

    private static string Emit(string method, string types = "") => GeneratorHarness.Run(
        $$"""
        using TypedRpc;

        [RabbitService("exchange")]
        public interface IService { {{method}} }

        {{types}}
        """).Text;
}
