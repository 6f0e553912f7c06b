using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Turns an interface into a model. The one place that knows what a valid contract is, for the generator and the analyzer.</summary>
internal static class ContractParser
{
    /// <summary>The model of a contract; null when the interface is none or is invalid.</summary>
    /// <param name="sink">Receives what is wrong.</param>
    public static ContractModel? Parse(INamedTypeSymbol contract, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var attribute = ContractAttribute.Find(contract);
        if (attribute is null || !ContractShape.Check(contract, sink))
        {
            return null;
        }

        var className = ContractNames.Class(contract);
        if (ContractNames.Conflict(contract, className) is { } taken)
        {
            var what = taken is INamespaceSymbol ? "a namespace" : taken.Name == className ? "a type that exists" : $"the one for '{taken.ToMessageText()}'";
            sink.ReportContract(ContractDescriptors.ClassNameTaken, null, className, contract.ToMessageText(), what);
        }

        var (exchange, service) = ParseNames(contract, attribute, sink);
        var isEvents = ContractAttribute.IsEvents(attribute);
        var isTopic = isEvents || ParseExchangeType(contract, attribute, sink);
        var methods = MethodSetParser.Parse(contract, service, isEvents, sink, cancellationToken);
        var silenced = CompilerSilence.Ids(contract, sink);
        return sink.HasErrors ? null : new ContractModel(
            ContractNames.Hint(contract, className),
            contract.ContainingNamespace.IsGlobalNamespace ? null : contract.ContainingNamespace.ToDisplayString(),
            className,
            contract.IsPublic(),
            contract.Name,
            contract.ToSourceText(),
            exchange,
            service,
            isTopic,
            isEvents,
            new EquatableArray<MethodModel>(methods),
            new EquatableArray<string>(silenced));
    }

    private static (string Exchange, string Service) ParseNames(INamedTypeSymbol contract, AttributeData attribute, DiagnosticSink sink)
    {
        var exchange = attribute.First() ?? "";
        if (WireNameRules.CheckExchange(exchange) is { } exchangeProblem)
        {
            sink.ReportContract(ContractDescriptors.InvalidName, SourceLocations.OfArgument(attribute), "exchange", exchange, exchangeProblem);
        }

        var given = attribute.Named<string>("Name");
        var service = given ?? ContractNames.Service(contract);
        var isEvents = ContractAttribute.IsEvents(attribute);
        if ((WireNameRules.CheckService(exchange, service) ?? (isEvents ? WireNameRules.CheckWords(service) : null)) is { } serviceProblem)
        {
            var location = given is null ? null : SourceLocations.OfArgument(attribute, "Name");
            sink.ReportContract(ContractDescriptors.InvalidName, location, isEvents ? "contract" : "service", service, serviceProblem);
        }

        return (exchange, service);
    }

    private static bool ParseExchangeType(INamedTypeSymbol contract, AttributeData attribute, DiagnosticSink sink)
    {
        const string Argument = "ExchangeType";
        var type = attribute.Named<int>(Argument);
        if (type is not (0 or 1))
        {
            sink.ReportContract(ContractDescriptors.InvalidExchangeType, SourceLocations.OfArgument(attribute, Argument), type, contract.ToMessageText());
        }

        return type == 1;
    }
}
