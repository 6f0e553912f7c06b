using System.Text;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Checks the routing key that an event is given.</summary>
internal static class RoutingKeyRules
{
    /// <summary>An AMQP short string.</summary>
    private const int LongestKey = 255;

    /// <summary>The names in the placeholders, in the order of the template; none when it is malformed.</summary>
    public static IReadOnlyList<string> Check(IMethodSymbol method, string template, Location? location, DiagnosticSink sink)
    {
        if (KeyTemplate.FindProblem(template) is { } problem)
        {
            sink.ReportMember(EventDescriptors.MalformedKey, method, location, template, method.ToMessageText(), problem);
            return [];
        }

        var words = KeyTemplate.Words(template);
        var placeholders = words.Select(KeyTemplate.Placeholder).OfType<string>().ToList();
        foreach (var name in placeholders.Where(name => FindParameter(method, name) is null))
        {
            var names = method.Parameters.Where(static parameter => KeyWordParser.Kind(parameter.Type) is not null).Select(static parameter => $"'{parameter.Name}'").ToArray();
            var advice = names.Length > 0 ? $"name one of {string.Join(", ", names)}, or add it" : "add it";
            sink.ReportMember(EventDescriptors.UnknownPlaceholder, method, location, name, method.ToMessageText(), advice);
        }

        var shortest = words.Sum(word => KeyTemplate.Placeholder(word) is { } name ? KeyWordParser.ShortestWord(FindParameter(method, name)?.Type) : Encoding.UTF8.GetByteCount(word)) + words.Length - 1;
        if (shortest > LongestKey)
        {
            sink.ReportMember(EventDescriptors.KeyTooLong, method, location, method.ToMessageText(), shortest, LongestKey);
        }

        return placeholders;
    }

    private static IParameterSymbol? FindParameter(IMethodSymbol method, string name) => method.Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
