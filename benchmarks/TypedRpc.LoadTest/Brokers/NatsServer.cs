using System.Globalization;
using System.Text.Json;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.LoadTest.Brokers;

/// <summary>A nats-server of our own, where one is installed.</summary>
internal sealed class NatsServer : IBrokerMeter, IAsyncDisposable
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];

    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-nats-").FullName;
    private readonly Uri _monitor = new($"http://127.0.0.1:{FreePort.Next()}/");
    private readonly HttpClient _http = new();
    private readonly LeashedProcess _process;

    private NatsServer(string program)
    {
        _process = LeashedProcess.Start(
            Path.Combine(_folder, "out"),
            new Dictionary<string, string?>(),
            program, "--addr", "127.0.0.1", "--port", $"{Uri.Port}", "--http_port", $"{_monitor.Port}", "--pid", PidFile);
    }

    public Uri Uri { get; } = new($"nats://127.0.0.1:{FreePort.Next()}");

    public string Version { get; private set; } = string.Empty;

    private string PidFile => Path.Combine(_folder, "pid");

    /// <summary>Null when it is not installed.</summary>
    public static async Task<NatsServer?> StartAsync()
    {
        var program = Folders.Select(static folder => Path.Combine(folder, "nats-server")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        var server = new NatsServer(program);
        try
        {
            await Eventually.TrueAsync(server.IsReadyAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<BrokerReading?> ReadAsync()
    {
        using var variables = JsonDocument.Parse(await _http.GetStringAsync(new Uri(_monitor, "varz")));
        Version = variables.RootElement.GetProperty("version").GetString()!;
        var processId = int.Parse(await File.ReadAllTextAsync(PidFile), CultureInfo.InvariantCulture);
        return new BrokerReading(variables.RootElement.GetProperty("in_msgs").GetInt64(), BrokerReading.CpuOf(processId, "nats-server"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return await ReadAsync() is not null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException)
        {
            return false;
        }
    }
}
