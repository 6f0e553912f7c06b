using System.Diagnostics;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Running;

/// <summary>A server in a process of its own: this program again, with <c>--serve</c>. It ends when its standard input does, so it never outlives us.</summary>
internal sealed class ServerProcess : IServerHandle
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public static async Task<ServerProcess> StartAsync(IContender contender, Addresses addresses)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), ServeCommand.Option, contender.Name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        addresses.WriteTo(start.Environment);
        var server = new ServerProcess(Process.Start(start)!);
        try
        {
            var line = await server._process.StandardOutput.ReadLineAsync().WaitAsync(StartTimeout);
            return line == ServeCommand.Ready ? server : throw new InvalidOperationException($"The server of {contender.Name} did not start: {line}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<ResourceUse?> ReadAsync()
    {
        await _process.StandardInput.WriteLineAsync(ServeCommand.Use);
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerTimeout);
        return ResourceUse.Parse(line ?? throw new InvalidOperationException("A server process has ended."));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(AnswerTimeout);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Under `dotnet TypedRpc.LoadTest.dll` the process is the host, which needs the program's name first.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
}
