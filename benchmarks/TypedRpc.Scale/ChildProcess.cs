using System.Diagnostics;
using System.Globalization;
using TypedRpc.Scale.Children;

namespace TypedRpc.Scale;

/// <summary>This program in another process and another role. It ends when its standard input closes, so it cannot outlive us.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ChildProcess(Uri broker, string[] role)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", .. role]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Child.BrokerVariable] = broker.ToString();
        _process = Process.Start(start)!;
    }

    /// <summary>Starts a child and waits until it is ready.</summary>
    public static async Task<ChildProcess> StartAsync(Uri broker, params string[] role)
    {
        var child = new ChildProcess(broker, role);
        await child.ReadAsync();
        return child;
    }

    /// <summary>Has the child do something and returns what it answered, as numbers.</summary>
    public async Task<double[]> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        var answer = await ReadAsync();
        return [.. answer.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException($"The child '{string.Join(' ', _process.StartInfo.ArgumentList)}' ended without an answer.");
}
