using TypedRpc.Generator.Benchmarks;
using TypedRpc.Generator.Benchmarks.Contenders;
using TypedRpc.Generator.Benchmarks.Measuring;
using TypedRpc.Generator.Benchmarks.Reporting;
using TypedRpc.TestSupport;

if (RunOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(RunOptions.Usage);
    return 2;
}

var contenders = Catalogue.Load(options.Contenders);
var shapes = new List<ShapeResult>();
foreach (var contracts in options.Shapes)
{
    var result = await new Runner(contenders, contracts, options.Keys).RunAsync();
    Console.WriteLine(ShapeReport.Write(result));
    shapes.Add(result);
}

if (options.WritesPage)
{
    var page = RepositoryRoot.Combine("benchmarks", "results", "generator.md");
    await File.WriteAllTextAsync(page, Page.Write(options, contenders, shapes));
    Console.WriteLine($"written: {page}");
}

return 0;
