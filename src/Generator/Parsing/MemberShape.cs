using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>What a member must be before its signature is worth a look.</summary>
internal static class MemberShape
{
    /// <summary>The member as a method that can be called remotely, or null when it was reported.</summary>
    public static IMethodSymbol? Check(ISymbol member, DiagnosticSink sink)
    {
        var kind = member switch
        {
            IPropertySymbol { IsIndexer: true } => "an indexer",
            IPropertySymbol => "a property",
            IEventSymbol => "an event",
            { IsStatic: true } => "static",
            _ => null,
        };
        if (kind is not null)
        {
            sink.ReportMember(ContractDescriptors.UnsupportedMember, member, SourceLocations.OfName(member), member.ToMessageText(), kind);
            return null;
        }

        var method = (IMethodSymbol)member;
        if (method.IsGenericMethod)
        {
            sink.ReportMember(ContractDescriptors.GenericMethod, method, SourceLocations.OfName(method), method.ToMessageText());
            return null;
        }

        if (method.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal)
        {
            sink.ReportMember(ContractDescriptors.Inaccessible, method, SourceLocations.OfName(method), method.ToMessageText(), "it is protected");
            return null;
        }

        return method;
    }
}
