using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Emission;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator;

/// <summary>Generates proxy, dispatcher and metadata of every contract. What is wrong with a contract is reported by <see cref="Analysis.ContractAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcContractGenerator : IIncrementalGenerator
{
    private readonly Func<INamedTypeSymbol, CancellationToken, ContractModel?> _parse;

    /// <summary>Creates the generator.</summary>
    public RpcContractGenerator()
        : this(static (contract, cancellationToken) => ContractParser.Parse(contract, new DiagnosticSink(contract), cancellationToken))
    {
    }

    internal RpcContractGenerator(Func<INamedTypeSymbol, CancellationToken, ContractModel?> parse) => _parse = parse;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.RabbitServiceAttribute, static (node, _) => node is InterfaceDeclarationSyntax, Parse)
            .WithTrackingName(TrackingNames.Contracts);
        var ambiguous = contracts.Collect().Select(static (results, _) => HintNames.FindAmbiguous(results));
        var named = contracts.Combine(ambiguous).Select(static (pair, _) => HintNames.Complete(pair.Left, pair.Right));
        context.RegisterSourceOutput(named, Emit);
    }

    private ContractResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var contract = (INamedTypeSymbol)context.TargetSymbol;
        var name = contract.ToDisplayString();
        try
        {
            return new(name, _parse(contract, cancellationToken), Failure: null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(name, Model: null, exception.ToString());
        }
    }

    private static void Emit(SourceProductionContext output, ContractResult result)
    {
        var failure = result.Failure;
        if (result.Model is { } contract)
        {
            try
            {
                output.AddSource(contract.HintName, ContractEmitter.Emit(contract, output.CancellationToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure = exception.ToString();
            }
        }

        if (failure is not null)
        {
            // A descriptor's message is one line.
            output.ReportDiagnostic(Diagnostic.Create(ContractDescriptors.InternalFailure, Location.None, result.Name, failure.Replace("\r", "").Replace('\n', ' ')));
        }
    }
}
