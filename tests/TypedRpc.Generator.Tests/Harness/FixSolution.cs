using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>A solution as an editor has it: projects of files, each project with a reference to those before it, the generator at work in all.</summary>
internal static class FixSolution
{
    public const string Usings = "using TypedRpc;\n";

    public static Solution Create(params string[][] projects)
    {
        // What its projects compile with, not what they contain.
        var model = Sources.CompileFiles();
        var solution = new AdhocWorkspace().CurrentSolution;
        var earlier = new List<ProjectId>();
        foreach (var files in projects)
        {
            var id = ProjectId.CreateNewId();
            var name = $"Project{earlier.Count}";
            solution = solution.AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Create(),
                name,
                name,
                LanguageNames.CSharp,
                compilationOptions: model.Options,
                parseOptions: Sources.ParseOptions,
                projectReferences: earlier.Select(static project => new ProjectReference(project)),
                metadataReferences: model.References,
                analyzerReferences: [AnalyzerSet.Reference]));
            foreach (var (text, index) in files.Select(static (text, index) => (text, index)))
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{index}.cs", Usings + text, filePath: $"/{name}/File{index}.cs");
            }

            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", Sources.Usings, filePath: $"/{name}/Usings.cs");
            earlier.Add(id);
        }

        return solution;
    }
}
