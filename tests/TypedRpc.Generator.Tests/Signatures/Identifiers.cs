using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Names that may give trouble.</summary>
internal static class Identifiers
{
    /// <summary>Keywords, be it only in some contexts, with an <c>@</c>.</summary>
    public static string[] Keywords { get; } =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(static text => text.All(static character => character is '_' || char.IsLower(character))).Select(static text => "@" + text).Distinct(),
    ];

    /// <summary>Names that generated code uses itself.</summary>
    public static string[] Used { get; } =
    [
        "Wire", "Proxy", "Dispatcher", "Metadata", "Binding", "Contract", "Register", "With", "Service", "DispatchAsync", "_wire", "_invoker", "_result", "_argument1", "serializer", "invoker",
        "arguments", "result", "call", "client", "service", "reader", "writer", "count", "options", "timeout", "headers", "waitForReady", "Item1", "Item2", "Rest", "__rpc", "__tasks", "__msgpack",
        "__compiler", "System", "TypedRpc", "MessagePack", "Task", "ValueTask", "Unit", "Codec", "CancellationToken", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
        "ReferenceEquals", "WireMethod", "ProxyMethod", "DispatcherMethod", "A", "A_2", "AMethod", "InvokeAsync", "SendAsync", "ReadArguments", "WriteResult", "CreateProxy", "_",
    ];

    /// <summary>Names of letters beyond ASCII, with combining marks and characters that are not shown.</summary>
    public static string[] Unicode { get; } = ["Größe", "数量", "Ωmega", "e\u0301tude", "ﬁeld", "\\u0061bc", "пример", "a\u203Fb", "İstanbul", "ı", "ᛒ"];

    public static string[] All { get; } = [.. Keywords, .. Used, .. Unicode];
}
