using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Benchmarks.Contenders;
using TypedRpc.Generator.Benchmarks.Solutions;

namespace TypedRpc.Generator.Benchmarks.Measuring;

/// <summary>One contender at work in its project.</summary>
internal sealed class Subject(Contender contender, int contracts)
{
    private readonly Dictionary<Quantity, List<Sample>> _samples = [];

    private Workspace _workspace = new(contender.Dialect, contracts: 0);
    private GeneratorDriver _driver = null!;
    private Compilation _output = null!;
    private Dictionary<string, SyntaxTree> _generated = [];
    private AnalyzerOptions _options = new([]);

    public string Name => contender.Name;

    public Sample this[Quantity quantity] => Sample.Median(_samples[quantity]);

    /// <summary>A project that nobody has looked at.</summary>
    public async Task OpenAsync()
    {
        _workspace = new(contender.Dialect, contracts);
        _driver = CSharpGeneratorDriver.Create(contender.Generators, parseOptions: Workspace.ParseOptions);
        await MeasureAsync(Quantity.GeneratorCold, Generate);
        _generated = Generated();
        _output = _workspace.Compilation.AddSyntaxTrees(_generated.Values);
        _options = new(contender.HasBaseline ? [await BaselineText.WriteAsync(Host)] : []);
    }

    /// <summary>The analyzers over everything. Figures say something only if the work was done and there was nothing wrong.</summary>
    public async Task BuildAsync()
    {
        var result = await Host(_options).GetAnalysisResultAsync(CancellationToken.None);
        Add(Quantity.OwnBuild, OwnTime(result));

        var problem = result.GetAllDiagnostics().Concat(_output.GetDiagnostics()).FirstOrDefault(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        if (_generated.Count < contracts || problem is not null)
        {
            throw new InvalidOperationException($"{Name}: {_generated.Count} files for {contracts} contracts; {problem}");
        }
    }

    /// <summary>One key: the generator runs, then the analyzers look at the file that the user sees.</summary>
    public async Task TypeAsync(bool inHandler)
    {
        var (before, after) = _workspace.Type(inHandler);
        await MeasureAsync(inHandler ? Quantity.GeneratorHandler : Quantity.GeneratorContract, Generate);
        Update(before, after);
        AnalysisResult? result = null;
        await MeasureAsync(inHandler ? Quantity.AnalyzersHandler : Quantity.AnalyzersContract, async () => result = await AnalyzeAsync(after));
        Add(inHandler ? Quantity.OwnHandler : Quantity.OwnContract, OwnTime(result!));
    }

    private Task Generate()
    {
        _driver = _driver.RunGenerators(_workspace.Compilation);
        return Task.CompletedTask;
    }

    /// <summary>As an editor does: what the user typed and what was generated anew replaces what was there, and all else stays.</summary>
    private void Update(SyntaxTree before, SyntaxTree after)
    {
        _output = _output.ReplaceSyntaxTree(before, after);
        var generated = Generated();
        foreach (var (path, tree) in generated.Where(file => file.Value != _generated[file.Key]))
        {
            _output = _output.ReplaceSyntaxTree(_generated[path], tree);
        }

        _generated = generated;
    }

    private Dictionary<string, SyntaxTree> Generated() => _driver.GetRunResult().GeneratedTrees.ToDictionary(static tree => tree.FilePath);

    /// <summary>As an editor does: a new host for the new compilation, asked for one file; what needs the whole compilation waits for a build.</summary>
    private Task<AnalysisResult> AnalyzeAsync(SyntaxTree tree) => Host(_options).GetAnalysisResultAsync(_output.GetSemanticModel(tree), filterSpan: null, CancellationToken.None);

    private CompilationWithAnalyzers Host(AnalyzerOptions options) => _output.WithAnalyzers(
        contender.Analyzers,
        new CompilationWithAnalyzersOptions(options, static (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: true));

    private static Sample OwnTime(AnalysisResult result) => new(result.AnalyzerTelemetryInfo.Values.Sum(static analyzer => analyzer.ExecutionTime.TotalMilliseconds), Bytes: null);

    private async Task MeasureAsync(Quantity quantity, Func<Task> run) => Add(quantity, await Sample.MeasureAsync(run));

    private void Add(Quantity quantity, Sample sample)
    {
        if (!_samples.TryGetValue(quantity, out var samples))
        {
            _samples.Add(quantity, samples = []);
        }

        samples.Add(sample);
    }
}
