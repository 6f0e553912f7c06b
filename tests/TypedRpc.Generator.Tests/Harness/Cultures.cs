using System.Globalization;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Cultures that print numbers in their own way. The tests run without the data of ICU, so what these cultures are known for is set here.</summary>
internal static class Cultures
{
    public static CultureInfo Get(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var (negative, point, group) = name switch
        {
            "tr-TR" => ("-", ",", "."),
            "ar-SA" => ("\u061c-", "\u066b", "\u066c"),
            "fa-IR" => ("\u200e\u2212", "\u066b", "\u066c"),
            "sv-SE" => ("\u2212", ",", "\u00a0"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
        };
        culture.NumberFormat.NegativeSign = negative;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        return culture;
    }
}
