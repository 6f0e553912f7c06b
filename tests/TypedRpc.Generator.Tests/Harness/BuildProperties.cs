using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>What analyzers see of the project file.</summary>
internal sealed class BuildProperties(bool isAot) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(isAot);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(bool isAot) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            // The SDK writes it as the project file does.
            value = key == "build_property.EnableAotAnalyzer" ? (isAot ? "True" : "false") : null;
            return value is not null;
        }
    }
}
