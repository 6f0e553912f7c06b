using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>The rules. Each has a page under <c>docs/rules</c>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "TypedRpc";
    private const string Pages = "https://github.com/typedrpc/typedrpc/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor NotAccessible = Error(
        DiagnosticIds.NotAccessible, "The contract is not accessible", "Contract '{0}' must be public or internal, and so must the types that contain it");

    public static readonly DiagnosticDescriptor ReturnType = Error(
        DiagnosticIds.ReturnType, "Unsupported return type", "'{0}' returns '{1}'; a contract method returns Task, Task<T>, ValueTask or ValueTask<T>{2}");

    public static readonly DiagnosticDescriptor Member = Error(
        DiagnosticIds.Member, "Unsupported member", "'{0}' is not an instance method; a contract has only those");

    public static readonly DiagnosticDescriptor GenericMethod = Error(
        DiagnosticIds.GenericMethod, "Generic method", "'{0}' is generic; a contract method has its types fixed");

    public static readonly DiagnosticDescriptor GenericContract = Error(
        DiagnosticIds.GenericContract, "Generic contract", "'{0}' is generic, or stands in a generic type; a contract has its types fixed");

    public static readonly DiagnosticDescriptor Tokens = Error(
        DiagnosticIds.Tokens, "More than one CancellationToken", "'{0}' has more than one CancellationToken; a call has one");

    public static readonly DiagnosticDescriptor Parameter = Error(
        DiagnosticIds.Parameter, "Unsupported parameter", "Parameter '{0}' of '{1}' cannot travel: it is passed by reference, or its type lives on the stack");

    public static readonly DiagnosticDescriptor DuplicateWireName = Error(
        DiagnosticIds.DuplicateWireName, "Duplicate wire name", "'{0}' and another method both have the wire name or routing key '{1}'; give one of them [RabbitMethod(\"another name\")]");

    public static readonly DiagnosticDescriptor OneWayAnswer = Error(
        DiagnosticIds.OneWayAnswer, "One-way method with an answer", "'{0}' is [OneWay] and can have neither a result nor a [Fault]");

    public static readonly DiagnosticDescriptor DuplicateFault = Error(
        DiagnosticIds.DuplicateFault, "Duplicate fault name", "'{0}' declares two faults with the name '{1}'; set Name on one of them");

    public static readonly DiagnosticDescriptor Empty = Create(
        DiagnosticIds.Empty, "Contract without methods", "Contract '{0}' has no methods", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Name = Error(
        DiagnosticIds.Name, "Invalid name", "{0} '{1}' is not valid: {2}");

    public static readonly DiagnosticDescriptor Timeout = Error(
        DiagnosticIds.Timeout, "Invalid timeout", "The timeout of '{0}' is {1} ms; it must be above 0, or 0 for the default");

    public static readonly DiagnosticDescriptor ClassNameTaken = Error(
        DiagnosticIds.ClassNameTaken, "Generated class name is taken", "The class '{0}', which is generated for contract '{1}', exists already; rename one of them");

    public static readonly DiagnosticDescriptor Internal = Error(
        DiagnosticIds.Internal, "Internal error of the generator", "TypedRpc failed on contract '{0}': {1}. Please report it at https://github.com/typedrpc/typedrpc/issues");

    public static readonly DiagnosticDescriptor Payload = Error(
        DiagnosticIds.Payload, "Type cannot travel", "'{0}' in '{1}' cannot travel: {2}");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotAccessible, ReturnType, Member, GenericMethod, GenericContract, Tokens, Parameter, DuplicateWireName, OneWayAnswer, DuplicateFault, Empty, Name, Timeout, ClassNameTaken,
        Internal, Payload,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
