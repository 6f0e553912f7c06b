using TypedRpc.ReliabilityReport;

if (args is not [var root, var folder, var commit])
{
    Console.Error.WriteLine("usage: TypedRpc.ReliabilityReport REPOSITORY RESULTS COMMIT");
    return 2;
}

string path = Path.Combine(root, "docs", "reliability.md");
var results = new Results(folder);
var page = new Page(FaultRow.Load(Path.Combine(root, "docs", "reliability-rows.tsv")), results, new SourceFiles(root));
File.WriteAllText(path, page.Insert(File.ReadAllText(path), Machine.Describe(root, commit, results)));
Console.WriteLine($"{path}: {results.All.Count} results of {results.Runs} runs, {results.All.Count(static test => !test.Passed)} failed.");
return 0;
