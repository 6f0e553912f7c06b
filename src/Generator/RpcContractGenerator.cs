using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Emission;
using TypedRpc.Generator.Incremental;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator;

/// <summary>Generates proxy, dispatcher and metadata of every contract. What is wrong with a contract is reported by <see cref="Analysis.ContractAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcContractGenerator : IIncrementalGenerator
{
    private readonly ContractCache _cache;

    /// <summary>Creates the generator.</summary>
    public RpcContractGenerator()
        : this(static (contract, cancellationToken) => ContractParser.Parse(contract, new DiagnosticSink(contract), cancellationToken))
    {
    }

    internal RpcContractGenerator(Func<INamedTypeSymbol, CancellationToken, ContractModel?> parse) => _cache = new(parse);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Not ForAttributeWithMetadataName: it binds the attributes of every contract after each key.
        var contracts = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is InterfaceDeclarationSyntax { AttributeLists.Count: > 0 }, _cache.Get)
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!)
            .WithTrackingName(TrackingNames.Contracts);
        var ambiguous = contracts.Collect().Select(static (results, _) => HintNames.FindAmbiguous(results)).WithTrackingName(TrackingNames.AmbiguousNames);
        var files = contracts.Combine(ambiguous).Select(static (pair, _) => HintNames.Complete(pair.Left, pair.Right)).WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, Emit);
    }

    private static void Emit(SourceProductionContext output, ContractResult result)
    {
        var failure = result.Failure;
        if (result.Model is { } contract)
        {
            try
            {
                output.AddSource(contract.HintName, ContractEmitter.Emit(contract));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure = exception.ToString();
            }
        }

        if (failure is not null)
        {
            output.ReportDiagnostic(InternalFailure.Create(result.Name, failure, Location.None));
        }
    }
}
