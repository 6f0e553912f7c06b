using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds contracts of one project that share what RabbitMQ tells services apart by.</summary>
internal sealed class SharedNames
{
    private readonly ConcurrentBag<(INamedTypeSymbol Symbol, ContractModel Model)> _contracts = [];

    public void Add(INamedTypeSymbol symbol, ContractModel model) => _contracts.Add((symbol, model));

    public void Report(CompilationAnalysisContext context)
    {
        var queues = new Dictionary<(string Exchange, string Service), INamedTypeSymbol>();
        var keys = new Dictionary<(string Exchange, string Key), string>();
        foreach (var (contract, model) in _contracts.OrderBy(static contract => contract.Model.Type, StringComparer.Ordinal))
        {
            // Contracts that share a queue are versions of one service: their methods may have the same keys.
            var queue = (model.Exchange, model.Service);
            if (queues.TryGetValue(queue, out var other))
            {
                Report(HostingDescriptors.SharedQueue, SourceLocations.OfName(contract), contract.ToMessageText(), model.Exchange, model.Service, other.ToMessageText());
                continue;
            }

            queues.Add(queue, contract);
            foreach (var method in model.Methods)
            {
                var key = method.RoutingKey(model.Service);
                if (keys.TryGetValue((model.Exchange, key), out var owner))
                {
                    Report(HostingDescriptors.SharedRoutingKey, Locate(contract, method), Text(contract, method), key, model.Exchange, owner);
                }
                else
                {
                    keys.Add((model.Exchange, key), Text(contract, method));
                }
            }
        }

        void Report(DiagnosticDescriptor rule, Location? location, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));
    }

    private static string Text(INamedTypeSymbol contract, MethodModel method) => $"{contract.ToMessageText()}.{method.Name}";

    /// <summary>The attribute that gives the key if it is the contract's own, else the contract.</summary>
    private static Location? Locate(INamedTypeSymbol contract, MethodModel method)
    {
        var attribute = contract.GetMembers(method.Name)
            .Select(static member => member.FindAttribute(KnownNames.RabbitMethodAttribute))
            .FirstOrDefault(attribute => attribute?.First() == method.WireName);
        return attribute is null ? SourceLocations.OfName(contract) : SourceLocations.OfArgument(attribute);
    }
}
