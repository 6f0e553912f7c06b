using System.Text;

namespace TypedRpc.Generator.Parsing;

/// <summary>What RabbitMQ and the protocol allow as names.</summary>
internal static class WireNameRules
{
    /// <summary>Short enough for what is added to one name, such as <c>.replies</c> and <c>.$control</c>.</summary>
    private const int LongestName = 200;

    /// <summary>An AMQP short string: names of exchanges and queues, routing keys.</summary>
    private const int LongestShortString = 255;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with the name of an exchange, or null.</summary>
    public static string? CheckExchange(string name) =>
        Check(name)
        ?? (name.StartsWith("amq.", StringComparison.Ordinal) ? "starts with 'amq.', which RabbitMQ reserves" : null);

    /// <summary>What is wrong with the wire name of a service, or null.</summary>
    public static string? CheckService(string exchange, string name) =>
        CheckKey(name)
        ?? (name.Contains('/') ? "contains '/', which separates service and method" : null)
        ?? CheckDerived($"{exchange}.{name}");

    /// <summary>What is wrong with the wire name of a method, or null.</summary>
    public static string? CheckMethod(string service, string name) =>
        CheckKey(name)
        ?? (name == $"{service}.$control" ? "is the service's control key" : null)
        ?? CheckDerived($"{service}.{name}");

    /// <summary>What is wrong with a name that is part of the routing keys of events, or null.</summary>
    public static string? CheckWords(string name) =>
        name.IndexOfAny(['{', '}']) >= 0 ? "contains a brace; only RoutingKey may have parameters in it" : null;

    /// <summary>What is wrong with any name, or null.</summary>
    public static string? Check(string name) =>
        CheckText(name)
        ?? (Length(name) > LongestName ? $"is longer than {LongestName} bytes in UTF-8" : null);

    /// <summary>What is wrong with a name of any length, or null.</summary>
    public static string? CheckText(string name) =>
        string.IsNullOrWhiteSpace(name) ? "is empty"
        : name.Any(char.IsControl) ? "contains a control character"
        : Length(name) is null ? "is not valid Unicode"
        : null;

    /// <summary>Topic exchanges give a meaning to the words <c>*</c> and <c>#</c> of a binding key.</summary>
    private static string? CheckKey(string name) =>
        Check(name)
        ?? (name[0] == '$' ? "starts with '$', which TypedRpc reserves" : null)
        ?? (name.Split('.').Any(static word => word is "*" or "#") ? "contains the wildcard word '*' or '#'" : null);

    private static string? CheckDerived(string name) =>
        Length(name) is { } length && length > LongestShortString ? $"makes '{name}' longer than {LongestShortString} bytes in UTF-8" : null;

    private static int? Length(string name)
    {
        try
        {
            return Utf8.GetByteCount(name);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
