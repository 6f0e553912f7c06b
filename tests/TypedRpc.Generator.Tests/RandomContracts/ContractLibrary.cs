using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>
/// What all batches have in common, made once for the process: the payload types, so that MessagePack makes one formatter for each and not one
/// for each batch, and the references, whose symbols compilations share that descend from the same one.
/// </summary>
internal static class ContractLibrary
{
    /// <summary>Where all is loaded: what MessagePack makes for the payload types must find the contracts' own types.</summary>
    public static AssemblyLoadContext Context { get; } = new("random");

    /// <summary>A compilation without a file.</summary>
    public static CSharpCompilation Compilation { get; } = Create();

    private static CSharpCompilation Create()
    {
        using var image = new MemoryStream();
        Relax(Sources.CompileFiles(PayloadTypes.Source).WithAssemblyName("RandomPayloads")).Emit(image).Success.ShouldBeTrue();
        image.Position = 0;
        Context.LoadFromStream(image);
        return Relax(Sources.CompileFiles().WithAssemblyName("Random"))
            .AddReferences(MetadataReference.CreateFromFile(typeof(Probe).Assembly.Location), MetadataReference.CreateFromImage(image.ToArray()));
    }

    private static CSharpCompilation Relax(CSharpCompilation compilation) => compilation.WithOptions(
        compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithOptimizationLevel(OptimizationLevel.Release).WithAllowUnsafe(true));
}
