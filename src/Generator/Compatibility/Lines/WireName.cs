namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>Names as the baseline writes them: in quotes if they have other characters than usual.</summary>
internal static class WireName
{
    public static string Print(string name) => name.Length > 0 && name.All(IsPlain) ? name : Quote(name);

    public static string Quote(string name) => $"\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    public static bool IsPlain(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '$' or '@';
}
