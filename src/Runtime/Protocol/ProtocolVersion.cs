using TypedRpc.Diagnostics;

namespace TypedRpc.Protocol;

/// <summary>The version of the protocol is in a message's content type.</summary>
internal static class ProtocolVersion
{
    /// <summary>What is wrong with a message that says it is not of this version; null if it is, or does not say.</summary>
    public static string? WhyForeign(string? contentType) => contentType is null or WireConstants.ContentType
        ? null
        : $"it is of '{Printable.Text(contentType)}' instead of '{WireConstants.ContentType}'";
}
