using System.Reflection;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Generator.Tests;

/// <summary>
/// Emitted code is an ABI: what a past version of the generator emitted compiles and runs against the current runtime.
/// When the output changes, <c>TYPEDRPC_FREEZE_OUTPUT=v0.3 eng/test.sh --filter Generator</c> adds a folder: the sources of the last one and what is emitted for
/// them now. Other folders are never changed. <c>Past.Scenario</c> is found by name, in v0.1 <c>ILedger</c> and <c>Ledger</c> as well.
/// </summary>
public sealed class PastOutputTests
{
    private const string Generated = ".g.cs";

    private static readonly string Folder = RepositoryRoot.Combine("tests", "TypedRpc.Generator.Tests", "PastOutputs");

    public static TheoryData<string> Versions { get; } = [.. Directory.GetDirectories(Folder).Select(static path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Runs_against_the_current_runtime(string version)
    {
        var assembly = Compile(version);
        var run = assembly.GetType("Past.Scenario", throwOnError: true)!.GetMethod("RunAsync")!;
        var contract = assembly.GetType("Past.ILedger", throwOnError: true)!;
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: cancellationToken);
        if (run.GetParameters()[0].ParameterType == typeof(RpcConnection))
        {
            await (Task)run.Invoke(null, [connection, cancellationToken])!;
            return;
        }

        await using var server = await (Task<IAsyncDisposable>)Call(connection, nameof(RpcConnection.ServeAsync), contract, Activator.CreateInstance(assembly.GetType("Past.Ledger", throwOnError: true)!), null, cancellationToken);
        var client = Call(connection, nameof(RpcConnection.CreateClient), contract);

        client.GetType().Assembly.ShouldBe(assembly);
        await (Task)run.Invoke(null, [client, cancellationToken])!;
    }

    [Fact]
    public void The_last_folder_holds_what_is_emitted_now()
    {
        var last = Path.Combine(Folder, Versions.Select(static row => row.Data).OrderBy(static version => Version.Parse(version[1..])).Last());
        var sources = Directory.GetFiles(last, "*.cs").Where(static path => !path.EndsWith(Generated, StringComparison.Ordinal)).ToArray();
        var compilation = Sources.Compile([.. sources.Select(File.ReadAllText)]);
        var emitted = GeneratorHarness.CreateDriver().RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources
            .ToDictionary(static file => file.HintName, static file => file.SourceText.ToString());
        if (Environment.GetEnvironmentVariable("TYPEDRPC_FREEZE_OUTPUT") is { Length: > 0 } version)
        {
            last = Freeze(version, sources, emitted);
        }

        var frozen = Directory.GetFiles(last, "*" + Generated).ToDictionary(static path => Path.GetFileName(path), File.ReadAllText);
        const string Advice = "The emitter's output has changed. TYPEDRPC_FREEZE_OUTPUT=v0.x (the next version) with this test adds a folder with the new output; never edit an old folder.";
        frozen.Keys.ShouldBe(emitted.Keys, ignoreOrder: true, Advice);
        foreach (var (name, text) in emitted)
        {
            WithoutVersion(text).ShouldBe(WithoutVersion(frozen[name]), Advice);
        }
    }

    private static string Freeze(string version, string[] sources, Dictionary<string, string> emitted)
    {
        var folder = Path.Combine(Folder, version);
        Directory.Exists(folder).ShouldBeFalse($"{version} is frozen already.");
        Directory.CreateDirectory(folder);
        foreach (var source in sources)
        {
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        }

        foreach (var (name, text) in emitted)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }

    /// <summary>A file names the version of the generator in its first lines and in an attribute.</summary>
    private static string WithoutVersion(string text) => string.Join('\n', text.Split('\n').Where(static line => !line.Contains("TypedRpc.Generator", StringComparison.Ordinal)));

    private static object Call(RpcConnection connection, string method, Type contract, params object?[] arguments) =>
        typeof(RpcConnection).GetMethod(method)!.MakeGenericMethod(contract).Invoke(connection, arguments)!;

    private static Assembly Compile(string version)
    {
        var sources = Directory.GetFiles(Path.Combine(Folder, version), "*.cs").Select(File.ReadAllText).ToArray();
        var compilation = Sources.Compile(sources).WithAssemblyName($"Past-{version}");
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        using var image = new MemoryStream();
        compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken)
            .Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Error)
            .ShouldBeEmpty();
        return Assembly.Load(image.ToArray());
    }
}
