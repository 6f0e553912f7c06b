using System.Linq;
using System.Text;

namespace TypedRpc.Generator.Parsing;

/// <summary>What a name on the wire may be. AMQP's short strings hold 255 bytes, and names are combined.</summary>
internal static class WireNames
{
    private const int MaxBytes = 120;

    public static string? WhyNot(string? name, bool isKey)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "it is empty";
        }

        if (Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            return $"it is longer than {MaxBytes} UTF-8 bytes";
        }

        if (name!.Any(char.IsControl) || name!.Any(char.IsSurrogate) && !IsWellFormed(name!))
        {
            return "it has control characters or broken surrogates";
        }

        if (name!.StartsWith("amq.", System.StringComparison.Ordinal))
        {
            return "names that start with 'amq.' belong to the broker";
        }

        if (!isKey)
        {
            return null;
        }

        if (name.Split('.').Any(static word => word is "*" or "#"))
        {
            return "a routing key to publish with has no wildcards";
        }

        return name.StartsWith("$", System.StringComparison.Ordinal) || name.EndsWith(".$control", System.StringComparison.Ordinal) || name.Contains('/')
            ? "'/' and a leading '$' are reserved"
            : null;
    }

    public static string WithoutAsync(string method) =>
        method.Length > 5 && method.EndsWith("Async", System.StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method;

    public static string WithoutI(string contract) => contract.Length > 1 && contract[0] == 'I' && char.IsUpper(contract[1]) ? contract.Substring(1) : contract;

    private static bool IsWellFormed(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name;
}
