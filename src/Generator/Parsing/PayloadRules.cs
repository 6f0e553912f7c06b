using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>Reports types that cannot travel.</summary>
internal static class PayloadRules
{
    public static void Check(ITypeSymbol type, string role, IMethodSymbol method, Location? location, DiagnosticSink sink)
    {
        if (type.HasError())
        {
            sink.Fail();
        }
        else if (PayloadParser.FindUnserializable(type) is var (part, reason))
        {
            sink.ReportMember(PayloadDescriptors.UnserializablePayload, method, location, role, method.ToMessageText(), part.ToMessageText(), reason);
        }
        else if (CompilerSilence.FindForbidden(type) is { } forbidden)
        {
            sink.ReportMember(ContractDescriptors.ObsoleteAsError, method, location, forbidden.ToMessageText(), method.ToMessageText());
        }
        else if (sink.Listens)
        {
            CheckFormatters(type, role, method, location, sink);
        }
    }

    private static void CheckFormatters(ITypeSymbol type, string role, IMethodSymbol method, Location? location, DiagnosticSink sink)
    {
        if (FormatterRules.FindMissing(type, sink.Assembly) is var (missing, advice))
        {
            sink.ReportMember(PayloadDescriptors.NoFormatter, method, location, role, method.ToMessageText(), missing.ToMessageText(), advice);
        }
        else if (KeyRules.FindUnsafe(type) is var (collection, key))
        {
            sink.ReportMember(PayloadDescriptors.UnsafeKey, method, location, role, method.ToMessageText(), collection.ToMessageText(), key.ToMessageText());
        }
        else if (sink.IsAot && FormatterRules.FindDynamic(type, sink.Assembly) is { } found)
        {
            sink.ReportMember(PayloadDescriptors.NoGeneratedResolver, method, location, role, method.ToMessageText(), found.ToMessageText(), found.ContainingAssembly.Name);
        }
    }
}
