using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Diagnostics;

/// <summary>Rules 3xxx: what old clients and servers would notice. They compare the contracts with <c>RabbitContracts.txt</c>.</summary>
internal static class CompatibilityDescriptors
{
    public static readonly DiagnosticDescriptor NewContract = Warning(
        "TRPC3001", "Contract is not in the baseline", "'{0}' is not in RabbitContracts.txt, so nothing tells when a change breaks its old clients and servers; add it");

    public static readonly DiagnosticDescriptor NewMethod = Warning(
        "TRPC3002", "Method is not in the baseline", "'{0}' is not in RabbitContracts.txt, so nothing tells when a change breaks its old clients and servers; add it");

    public static readonly DiagnosticDescriptor MissingMethod = Error(
        "TRPC3003", "Method was removed or renamed", "'{0}' has no method with the wire name '{1}' any more, which old clients call; bring it back, or retire its name when nothing calls it");

    public static readonly DiagnosticDescriptor RetiredName = Error(
        "TRPC3004", "Wire name is retired", "'{0}' has the wire name '{1}', which RabbitContracts.txt retired: old peers mean something else by it; give it another one");

    public static readonly DiagnosticDescriptor SignatureChanged = Error(
        "TRPC3005", "Signature is incompatible", "{1} of '{0}' {2}, so old clients and servers do not understand it; add a method beside it instead");

    public static readonly DiagnosticDescriptor MemberChanged = Error(
        "TRPC3006", "Payload is incompatible", "'{0}' {1}, so old clients and servers do not understand it; a member keeps its key and type, and a new one gets a key that was never used");

    public static readonly DiagnosticDescriptor RequiredMember = Warning(
        "TRPC3007", "New member is null where it must not be", "'{0}' is new and must not be null, but old peers do not send it, and then it is; make it nullable");

    public static readonly DiagnosticDescriptor OneWayChanged = Error(
        "TRPC3008", "One-way was changed", "'{0}' {1} one-way {2}, so old and new peers wait for replies that do not come, or get ones that they do not expect; add a method beside it instead");

    public static readonly DiagnosticDescriptor IdempotencyRemoved = Error(
        "TRPC3009", "Method is not idempotent any more", "'{0}' is not [Idempotent] any more, but old clients still repeat its calls; add a method beside it instead");

    public static readonly DiagnosticDescriptor FaultChanged = Error(
        "TRPC3010", "Fault was removed or changed", "Fault '{1}' of '{0}' {2}, so old clients that catch it do not get it any more; keep it, or give the new one another name");

    public static readonly DiagnosticDescriptor EnumChanged = Error(
        "TRPC3011", "Enum is incompatible", "'{0}' {1}, so old clients and servers take one value for another; a member keeps its value, and a new one gets a value that was never used");

    public static readonly DiagnosticDescriptor InvalidLine = Error(
        "TRPC3013", "Line of the baseline does not count", "This line of RabbitContracts.txt does not count: {0}");

    public static readonly DiagnosticDescriptor NoBaseline = Create(
        "TRPC3014", "No baseline", "Nothing tells when a change of '{0}' breaks its old clients and servers; RabbitContracts.txt beside the project file does", DiagnosticSeverity.Hidden);

    public static readonly DiagnosticDescriptor OutOfDate = Warning(
        "TRPC3015", "Baseline is out of date", "'{0}' was changed in a way that old clients and servers understand; write it into RabbitContracts.txt, so that the next change is compared with it");

    public static readonly DiagnosticDescriptor TopologyChanged = Error(
        "TRPC3016", "Topology is incompatible", "{1} of '{0}' was {2} and is {3}, so old clients and servers do not find it; set it to what it was");

    public static readonly DiagnosticDescriptor MissingContract = Create(
        "TRPC3017",
        "Contract was removed or moved",
        "No contract has the exchange and service name '{0}' any more, which old clients and servers use; bring it back, give its exchange and Name to the contract that was renamed, or retire it",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        Descriptor.Create(id, title, message, "TypedRpc.Compatibility", severity, tags);
}
