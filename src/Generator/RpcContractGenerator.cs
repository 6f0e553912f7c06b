using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator.Emission;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator;

/// <summary>Emits proxy and dispatcher of every contract: one pipeline item and one file each. Silent on bad input, which the analyzer reports.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ContractModel> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.RabbitService,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributed, cancellationToken) => ContractParser.TryParse((INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, static _ => { }, cancellationToken))
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!)
            .WithTrackingName(TrackingNames.Contracts);

        context.RegisterSourceOutput(contracts, static (output, contract) => output.AddSource(contract.HintName, ContractEmitter.Emit(contract)));
    }
}
