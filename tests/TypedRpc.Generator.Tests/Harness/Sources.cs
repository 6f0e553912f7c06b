using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Compiles snippets as an application would: against the platform, its host, MessagePack and the runtime, with every warning on.</summary>
internal static class Sources
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using MessagePack;
        """;

    /// <summary>What the SDK imports into a console application.</summary>
    public const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll").Select(static file => MetadataReference.CreateFromFile(file)),
        MetadataReference.CreateFromFile(typeof(RabbitServiceAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(RabbitRpcConnection).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(MessagePackWriter).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(MessagePackObjectAttribute).Assembly.Location),
    ];

    /// <summary>A compilation with the usual usings; each snippet is a file of its own.</summary>
    public static CSharpCompilation Compile(params string[] snippets) =>
        CompileFiles([Usings, .. snippets]);

    /// <summary>A compilation without any usings, for snippets whose types would hide what the usings import.</summary>
    public static CSharpCompilation CompileFiles(params string[] files) => CSharpCompilation.Create(
        "Contracts",
        files.Select(static (file, index) => CSharpSyntaxTree.ParseText(file, ParseOptions, $"File{index}.cs", System.Text.Encoding.UTF8)),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)], // As the SDK does: MessagePack was built for an older platform.
            warningLevel: 9999));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);
}
