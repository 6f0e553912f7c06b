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
    }
}
