using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 1xxx: what a contract must look like. An id is for ever: it is never given to another rule.</summary>
internal static class ContractDescriptors
{
    public static readonly DiagnosticDescriptor Inaccessible = Create(
        "TRPC1001", "Contract is not accessible", "'{0}' is not accessible to generated code: {1}");

    public static readonly DiagnosticDescriptor UnsupportedReturnType = Create(
        "TRPC1004", "Unsupported return type", "'{0}' returns '{1}'; {2}");

    public static readonly DiagnosticDescriptor UnsupportedMember = Create(
        "TRPC1005", "Unsupported kind of member", "'{0}' is {1}; a contract consists of instance methods");

    public static readonly DiagnosticDescriptor GenericMethod = Create(
        "TRPC1006", "Generic method", "'{0}' is generic; the types of a contract method must be known at compile time");

    public static readonly DiagnosticDescriptor GenericContract = Create(
        "TRPC1007", "Generic contract", "'{0}' is generic; a contract must not be, but it may inherit from a constructed generic interface");

    public static readonly DiagnosticDescriptor SeveralCancellationTokens = Create(
        "TRPC1009", "More than one CancellationToken", "'{0}' has more than one CancellationToken; a call has only one");

    public static readonly DiagnosticDescriptor TokenNotLast = Create(
        "TRPC1010", "CancellationToken is not last", "The CancellationToken '{0}' of '{1}' is not the last parameter; move it to the end", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NoToken = Create(
        "TRPC1011", "Method without CancellationToken", "A caller cannot cancel '{0}'; add 'CancellationToken cancellationToken = default', which does not travel", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UnsupportedParameter = Create(
        "TRPC1012", "Parameter cannot travel", "Parameter '{0}' of '{1}' is {2}; arguments travel by value");

    public static readonly DiagnosticDescriptor DuplicateName = Create(
        "TRPC1013", "Wire name or routing key is not unique", "'{0}' has the same {1} '{2}' as '{3}'; give it another one with [RabbitMethod(\"name\")]");

    public static readonly DiagnosticDescriptor OneWayWithReply = Create(
        "TRPC1015", "One-way method with a reply", "'{0}' is [OneWay], so nobody would receive its {1}");

    public static readonly DiagnosticDescriptor DuplicateFault = Create(
        "TRPC1016", "Fault is not unique", "'{0}' declares two faults with the same {1} '{2}'");

    public static readonly DiagnosticDescriptor NoMethods = Create(
        "TRPC1022", "Contract without methods", "'{0}' has no methods to call", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor InvalidName = Create(
        "TRPC1023", "Invalid name", "The {0} name '{1}' {2}");

    public static readonly DiagnosticDescriptor LanguageTooOld = Create(
        "TRPC1025", "Language version is too old", "What is generated for '{0}' needs C# {1}, but the project is compiled as C# {2}; raise or remove <LangVersion>");

    public static readonly DiagnosticDescriptor InvalidTimeout = Create(
        "TRPC1026", "Invalid timeout", "The timeout of '{0}' is {1} ms; it must be positive, or 0 for the default");

    public static readonly DiagnosticDescriptor ClassNameTaken = Create(
        "TRPC1027", "Name of the generated class is taken", "The class '{0}' that is generated for '{1}' has the name of {2}; rename one of them");

    public static readonly DiagnosticDescriptor InvalidExchangeType = Create(
        "TRPC1028", "Invalid exchange type", "The exchange type {0} of '{1}' is neither Direct nor Topic");

    public static readonly DiagnosticDescriptor DisposableContract = Create(
        "TRPC1029", "Disposable contract", "'{0}' inherits '{1}', but a client has nothing to dispose of, and disposing of the service is not for its callers");

    public static readonly DiagnosticDescriptor ObsoleteAsError = Create(
        "TRPC1030", "Obsolete as an error", "'{0}' is [Obsolete] as an error, so the code that is generated for '{1}' must not use it");

    public static readonly DiagnosticDescriptor InternalFailure = Create(
        "TRPC1099", "Internal failure of the generator", "TypedRpc could not generate code for '{0}'. This is a defect of TypedRpc, please report it: {1}");

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Descriptor.Create(id, title, message, "TypedRpc.Contract", severity);
}
