using System.Diagnostics;
using System.Globalization;

namespace TypedRpc.StartUp;

/// <summary>A process of the program that is measured.</summary>
internal sealed class Subject : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Subject(string executable, string mode, Uri broker)
    {
        var start = new ProcessStartInfo(executable, [mode]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TYPEDRPC_AMQP_URI"] = broker.ToString();
        _process = Process.Start(start)!;
    }

    public static async Task<Subject> StartServerAsync(string executable, Uri broker)
    {
        var server = new Subject(executable, "server", broker);
        await server.ReadLineAsync();
        return server;
    }

    public static async Task<Start> MeasureAsync(string executable, string client, Uri broker)
    {
        var started = Stopwatch.GetTimestamp();
        await using var subject = new Subject(executable, client, broker);
        var line = await subject.ReadLineAsync();
        var total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new Start(total, double.Parse(line.Split('=')[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException($"'{_process.StartInfo.FileName}' ended without an answer.");
}
