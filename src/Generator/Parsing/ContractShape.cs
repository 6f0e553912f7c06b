using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.Generator.Parsing;

/// <summary>What an interface must be before its members are worth a look.</summary>
internal static class ContractShape
{
    /// <summary>What emitted code is written in: primary constructors.</summary>
    private const LanguageVersion NeededLanguage = LanguageVersion.CSharp12;

    public static bool Check(INamedTypeSymbol contract, DiagnosticSink sink)
    {
        if (Language(contract) is { } language and < NeededLanguage)
        {
            sink.ReportContract(ContractDescriptors.LanguageTooOld, null, contract.ToMessageText(), NeededLanguage.ToDisplayString(), language.ToDisplayString());
        }
        else if (contract.TypeParameters.Length > 0)
        {
            sink.ReportContract(ContractDescriptors.GenericContract, null, contract.ToMessageText());
        }
        else if (Obstacle(contract) is { } obstacle)
        {
            sink.ReportContract(ContractDescriptors.Inaccessible, null, contract.ToMessageText(), obstacle);
        }
        else if (contract.AllInterfaces.FirstOrDefault(static type => type.Is(KnownNames.AsyncDisposable) || type.Is(KnownNames.Disposable)) is { } disposable)
        {
            sink.ReportContract(ContractDescriptors.DisposableContract, SourceLocations.OfBase(contract, disposable), contract.ToMessageText(), disposable.ToMessageText());
        }
        else if (contract.AllInterfaces.Prepend(contract).Select(CompilerSilence.FindForbidden).FirstOrDefault(static type => type is not null) is { } forbidden)
        {
            sink.ReportContract(ContractDescriptors.ObsoleteAsError, null, forbidden.ToMessageText(), contract.ToMessageText());
        }
        else if (ContractAttribute.FindSecond(contract) is { } second)
        {
            sink.ReportContract(EventDescriptors.ServiceAndEvents, SourceLocations.OfAttribute(second), contract.ToMessageText());
        }

        return !sink.HasErrors;
    }

    private static LanguageVersion? Language(INamedTypeSymbol contract) =>
        (contract.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options as CSharpParseOptions)?.LanguageVersion;

    private static string? Obstacle(INamedTypeSymbol contract)
    {
        for (var type = contract; type is not null; type = type.ContainingType)
        {
            var problem = type switch
            {
                { TypeParameters.Length: > 0 } => "generic",
                { IsFileLocal: true } => "file-local",
                { DeclaredAccessibility: Accessibility.Private } => "private",
                { ContainingType: null, DeclaredAccessibility: Accessibility.ProtectedOrInternal } => "protected",
                { DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal } => "protected",
                _ => null,
            };
            if (problem is not null)
            {
                return $"'{type.Name}' is {problem}";
            }
        }

        return null;
    }
}
