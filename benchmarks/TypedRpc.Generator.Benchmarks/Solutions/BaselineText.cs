using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TypedRpc.Generator.Benchmarks.Solutions;

/// <summary>The <c>RabbitContracts.txt</c> of a solution.</summary>
internal sealed class BaselineText(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => "RabbitContracts.txt";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;

    /// <summary>The file as the fixes write it: what the analyzers want added to an empty one.</summary>
    public static async Task<BaselineText> WriteAsync(Func<AnalyzerOptions, CompilationWithAnalyzers> analyze)
    {
        var wanted = await analyze(new([new BaselineText("")])).GetAnalyzerDiagnosticsAsync();
        return new(string.Join('\n', wanted.SelectMany(static diagnostic => diagnostic.Properties.GetValueOrDefault("Added")?.Split('\n') ?? []).Distinct()));
    }
}
