using System.Collections.Concurrent;
using System.Diagnostics;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Samples;

/// <summary>A sample application in a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private SampleProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public int Id => _process.Id;

    public static SampleProcess Start(string project, Uri broker, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return StartAssembly(RepositoryRoot.Combine("samples", Path.Combine(project.Split('.')), "bin", configuration, "net10.0", $"{project}.dll"), broker, arguments);
    }

    /// <summary>A script of the Python sample, which takes the broker's URI as its argument.</summary>
    public static SampleProcess StartPython(string script, Uri broker) =>
        Start(new ProcessStartInfo("/usr/bin/python3", [RepositoryRoot.Combine("samples", "Python", script), PythonUri(broker)]));

    /// <summary>The broker's URI as pika wants it, with the virtual host.</summary>
    public static string PythonUri(Uri broker) => broker.ToString().TrimEnd('/') + "/%2F";

    public static SampleProcess StartTestServer(Uri broker) => StartAssembly(typeof(TestServer.IHasher).Assembly.Location, broker);

    /// <summary>The test server as a caller over TLS, in a process of its own: which authorities are trusted is settled when a process starts.</summary>
    public static SampleProcess StartTestCaller(BrokerTls broker) =>
        StartAssembly(typeof(TestServer.IHasher).Assembly.Location, broker.Uri, ["call"], new() { ["SSL_CERT_FILE"] = broker.AuthorityFile });

    private static SampleProcess StartAssembly(string assembly, Uri broker, string[]? arguments = null, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet", [assembly, .. arguments ?? []]);
        start.Environment["ConnectionStrings__rabbitmq"] = broker.ToString();
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    private static SampleProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new SampleProcess(Process.Start(start)!);
    }

    public void Write(string line) => _process.StandardInput.WriteLine(line);

    public Task PrintsAsync(string text) => Eventually.TrueAsync(() => _lines.Any(line => line.Contains(text, StringComparison.Ordinal)), TimeSpan.FromSeconds(60));

    /// <summary>Its exit code, when all that it wrote has been read.</summary>
    public async Task<int> ExitsAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Command);
        return _process.ExitCode;
    }

    /// <summary>The value behind <c>name=</c> in the first line that has all of these words.</summary>
    public string Value(string name, params string[] words)
    {
        var line = _lines.First(line => words.All(word => line.Contains(word, StringComparison.Ordinal)));
        return line.Split(' ').Single(part => part.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
