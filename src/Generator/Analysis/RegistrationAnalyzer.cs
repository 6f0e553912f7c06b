using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports registrations that fail when the application starts, and implementations that nothing registers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [HostingDescriptors.Unmapped, HostingDescriptors.NoContract, HostingDescriptors.NotGenerated];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (Registrations.Find(start.Compilation) is not { } registrations)
            {
                return;
            }

            start.RegisterOperationAction(operation => Check(operation, registrations), OperationKind.Invocation);

            // In a library the application maps what it finds there.
            if (start.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
            {
                new UnmappedImplementations(registrations).Register(start);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, Registrations registrations)
    {
        var call = (IInvocationOperation)context.Operation;
        if (registrations.Kind(call.TargetMethod) is not (var kind and not RegistrationKind.None)
            || call.TargetMethod.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } type])
        {
            return;
        }

        var isEvents = kind is RegistrationKind.Events or RegistrationKind.Subscriber;
        var isClass = kind is RegistrationKind.Implementation or RegistrationKind.Subscriber;
        var attribute = isEvents ? KnownNames.RabbitEventsAttribute : KnownNames.RabbitServiceAttribute;
        var isContract = false;
        foreach (var contract in isClass ? type.AllInterfaces : [type])
        {
            if (contract.FindAttribute(attribute) is null)
            {
                continue;
            }

            isContract = true;
            if (!SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, context.Compilation.Assembly) && !IsGenerated(contract))
            {
                Report(HostingDescriptors.NotGenerated, contract.ToMessageText(), contract.ContainingAssembly.Name, call.TargetMethod.Name);
            }
        }

        if (!isContract)
        {
            var missing = isEvents ? "no contract of events" : "no contract";
            var mark = isEvents ? "[RabbitEvents]" : "[RabbitService]";
            Report(HostingDescriptors.NoContract, type.ToMessageText(), isClass
                ? $"implements {missing}: no interface of it is marked {mark}"
                : $"is {missing}: {call.TargetMethod.Name} needs an interface that is marked {mark}");
        }

        void Report(DiagnosticDescriptor rule, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, SourceLocations.OfTypeArgument(call), arguments));
    }

    private static bool IsGenerated(INamedTypeSymbol contract) =>
        contract.ContainingNamespace.GetTypeMembers(ContractNames.Class(contract), arity: 0).Any(ContractNames.IsGenerated);
}
