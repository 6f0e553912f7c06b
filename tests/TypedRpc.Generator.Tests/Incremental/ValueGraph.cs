using System.Reflection;

namespace TypedRpc.Generator.Tests.Incremental;

/// <summary>Looks through the fields of a type, and those of their types, be they nested, generic or arrays.</summary>
internal static class ValueGraph
{
    /// <summary>The path to the first field that is neither a value nor made of values, or null.</summary>
    public static string? FindForeign(Type type) => FindForeign(type, type.Name, []);

    private static string? FindForeign(Type type, string path, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
        {
            return null;
        }

        if (type.IsArray)
        {
            return FindForeign(type.GetElementType()!, path + "[]", seen);
        }

        // A sealed type's fields are all that its instances have; another could have anything.
        return type.Assembly != typeof(RpcContractGenerator).Assembly || !type.IsSealed
            ? $"{path}: {type}"
            : type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Select(field => FindForeign(field.FieldType, $"{path}.{field.Name}", seen))
                .FirstOrDefault(static found => found is not null);
    }
}
