using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace TypedRpc.StartUp.Subject;

/// <summary>Formatters by name, so that nothing is looked for by reflection and native AOT keeps only these.</summary>
internal static class Serializer
{
    public static MessagePackSerializerOptions Options { get; } = new(CompositeResolver.Create(
        Int32Formatter.Instance, NullableStringFormatter.Instance, ByteArrayFormatter.Instance));
}
