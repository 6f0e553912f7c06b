using System.Reflection;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Generator.Tests;

/// <summary>
/// Emitted code is an ABI: what a past version of the generator emitted compiles and runs against the current runtime.
/// A release adds a folder with what it emits and never changes those of others; <c>Past.ILedger</c>, <c>Ledger</c> and <c>Scenario</c> are found by name.
/// </summary>
public sealed class PastOutputTests
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "TypedRpc.Generator.Tests", "PastOutputs");

    public static TheoryData<string> Versions { get; } = [.. Directory.GetDirectories(Folder).Select(static path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Runs_against_the_current_runtime(string version)
    {
        var assembly = Compile(version);
        var contract = assembly.GetType("Past.ILedger", throwOnError: true)!;
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: cancellationToken);
        await using var server = await (Task<IAsyncDisposable>)Call(connection, nameof(RpcConnection.ServeAsync), contract, Activator.CreateInstance(assembly.GetType("Past.Ledger", throwOnError: true)!), null, cancellationToken);
        var client = Call(connection, nameof(RpcConnection.CreateClient), contract);

        client.GetType().Assembly.ShouldBe(assembly);
        await (Task)assembly.GetType("Past.Scenario", throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [client, cancellationToken])!;
    }

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
