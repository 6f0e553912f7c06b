using System.Collections.Frozen;
using System.Text;

namespace TypedRpc.Server;

/// <summary>Finds a method by the name in a frame.</summary>
internal sealed class MethodTable(RpcServiceInfo service)
{
    private const int LongestName = 512;

    private readonly byte[] _name = Encoding.UTF8.GetBytes(service.Name);

    private readonly FrozenDictionary<string, RpcMethodInfo>.AlternateLookup<ReadOnlySpan<char>> _methods =
        service.Methods.ToFrozenDictionary(static method => method.FullName, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds a method.</summary>
    /// <param name="fullName"><c>Service/Method</c> in UTF-8, from the network.</param>
    /// <param name="guess">What it probably is: calls of one message mostly are of one method.</param>
    public RpcMethodInfo? Find(ReadOnlyMemory<byte> fullName, RpcMethodInfo? guess = null)
    {
        if (guess is not null && fullName.Span.SequenceEqual(guess.FullNameUtf8.Span))
        {
            return guess;
        }

        if (fullName.Length is 0 or > LongestName)
        {
            return null;
        }

        Span<char> characters = stackalloc char[LongestName];
        return Encoding.UTF8.TryGetChars(fullName.Span, characters, out var written) && _methods.TryGetValue(characters[..written], out var method) ? method : null;
    }

    /// <summary>Whether a name is of this service, known or not.</summary>
    public bool IsOfService(ReadOnlyMemory<byte> fullName)
    {
        var slash = fullName.Span.IndexOf((byte)'/');
        return slash >= 0 && fullName.Span[..slash].SequenceEqual(_name);
    }

    /// <summary>A name from the network, fit for a log line or an error.</summary>
    public static string Printable(ReadOnlyMemory<byte> fullName)
    {
        const int Shown = 128;
        return Diagnostics.Printable.Text(Encoding.UTF8.GetString(fullName.Span[..Math.Min(fullName.Length, Shown)]));
    }
}
