using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 4xxx: how contracts are called and implemented.</summary>
internal static class UsageDescriptors
{
    public static readonly DiagnosticDescriptor NotAwaited = Create(
        "TRPC4001", "Call is not awaited", "Nobody awaits the call of '{0}', so nobody hears whether it failed; await it, or assign it to '_'");

    public static readonly DiagnosticDescriptor TokenNotPassed = Create(
        "TRPC4002", "Token in scope is not passed", "'{1}' is not passed to '{0}', so the call goes on when its caller gives up; pass it, or CancellationToken.None");

    public static readonly DiagnosticDescriptor RetryOfNotIdempotent = Create(
        "TRPC4004", "Retry of a method that is not idempotent", "'{0}' is repeated, but is not [Idempotent]: a call whose outcome is unknown may then be executed twice", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor BlockingHandler = Create(
        "TRPC4006", "Handler blocks its thread", "'{0}' blocks a thread while '{1}' waits; await instead");

    public static readonly DiagnosticDescriptor UndeclaredFault = Create(
        "TRPC4009", "Fault is not declared", "'{0}' does not declare the fault '{1}', so it travels without its detail; add [Fault<{1}>] to the contract's method");

    public static readonly DiagnosticDescriptor CallOfOwnService = Create(
        "TRPC4010",
        "Handler calls its own service",
        "'{0}' waits for a call of '{1}', its own service: once all places of MaxConcurrentCalls are taken by such calls, none of them ends before its deadline",
        DiagnosticSeverity.Warning,
        WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning, params string[] tags) =>
        Descriptor.Create(id, title, message, "TypedRpc.Usage", severity, tags);
}
