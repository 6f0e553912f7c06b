using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Values as text: two are the same if their texts are, whatever their types think of equality.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{(int)character}'",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => $"{time:O} {time.Kind}",
        DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Enum constant => $"{constant.GetType().Name} {constant:D}",
        StringBuilder or Uri or Type or CultureInfo => value.ToString()!,
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        Memory<byte> bytes => Convert.ToHexString(bytes.Span),
        System.Buffers.ReadOnlySequence<byte> bytes => Convert.ToHexString(System.Buffers.BuffersExtensions.ToArray(bytes)),
        ArraySegment<byte> { Array: null } or System.Collections.Immutable.ImmutableArray<int> { IsDefault: true } => "default",
        Array { Rank: > 1 } array => $"{string.Join('x', Enumerable.Range(0, array.Rank).Select(array.GetLength))} {Elements(array)}",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(index => Of(tuple[index])))})",
        IEnumerable sequence => Elements(sequence),
        _ => Members(value),
    };

    /// <summary>Sets and dictionaries have no order.</summary>
    private static string Elements(IEnumerable sequence)
    {
        var elements = sequence.Cast<object?>().Select(Of);
        return sequence is IDictionary || IsUnordered(sequence.GetType()) ? $"{{{string.Join(", ", elements.Order(StringComparer.Ordinal))}}}" : $"[{string.Join(", ", elements)}]";
    }

    private static bool IsUnordered(Type type) => type.GetInterfaces()
        .Where(static implemented => implemented.IsGenericType)
        .Select(static implemented => implemented.GetGenericTypeDefinition())
        .Any(static definition => definition == typeof(IReadOnlySet<>) || definition == typeof(ISet<>) || definition == typeof(IReadOnlyDictionary<,>) || definition == typeof(ILookup<,>))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConcurrentBag<>));

    private static string Members(object value)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public;
        var properties = value.GetType().GetProperties(All).Where(static property => property.GetIndexParameters().Length == 0).Select(property => $"{property.Name} = {Of(property.GetValue(value))}");
        var fields = value.GetType().GetFields(All).Select(field => $"{field.Name} = {Of(field.GetValue(value))}");
        return $"{value.GetType().Name} {{ {string.Join(", ", properties.Concat(fields).Order(StringComparer.Ordinal))} }}";
    }
}
