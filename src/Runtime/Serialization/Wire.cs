using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedRpc.Serialization;

/// <summary>Checks that generated code makes while it reads. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Wire
{
    /// <summary>Refuses nil where the contract has no null.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">What was read.</param>
    /// <param name="name">Parameter, or <c>result</c>.</param>
    /// <exception cref="RpcDecodeException"><paramref name="value"/> is null.</exception>
    [return: NotNull]
    public static T NotNull<T>(T value, string name) => value ?? throw new RpcDecodeException($"'{name}' is nil, but the contract does not allow null.");

    /// <summary>An argument that has no default value was not sent.</summary>
    /// <param name="name">The parameter.</param>
    public static RpcDecodeException Missing(string name) => new($"Argument '{name}' is missing and has no default value.");
}
