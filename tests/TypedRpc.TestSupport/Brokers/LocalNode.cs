using TypedRpc.TestSupport.Processes;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A node that belongs to this process alone: its own data, ports, port mapper and Erlang cookie.</summary>
internal sealed class LocalNode : IBrokerNode
{
    private readonly RabbitMqInstallation _installation;
    private readonly LocalNodeSettings _settings;
    private readonly LeashedProcess? _epmd;
    private LeashedProcess _server;
    private ErlangConsole? _console;

    private LocalNode(RabbitMqInstallation installation, LocalNodeSettings settings)
    {
        _settings = settings;
        _installation = installation;
        _epmd = settings.IsAlone ? LeashedProcess.Start(_settings.InFolder("epmd.out"), _settings.Environment, installation.Epmd) : null;
        _server = StartServer();
    }

    public Uri Uri => _settings.Uri;

    /// <summary>Its name in a cluster.</summary>
    public string Name => _settings.NodeName;

    public bool CanControl => true;

    public BrokerTls? Tls => _settings.Tls;

    public static Task<LocalNode> StartAsync(RabbitMqInstallation installation, LocalNodeSettings settings, CancellationToken cancellationToken) =>
        StartAsync(new LocalNode(installation, settings), cancellationToken);

    private static async Task<LocalNode> StartAsync(LocalNode node, CancellationToken cancellationToken)
    {
        try
        {
            await node.WaitUntilReadyAsync(cancellationToken);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public Task<ProcessResult> RunCtlAsync(IReadOnlyList<string> arguments) =>
        ProcessRunner.RunAsync(_installation.Ctl, arguments, TestTimeouts.Command, _settings.Environment);

    public Task<string> EvaluateAsync(string expressions)
    {
        _console ??= ErlangConsole.Start(_settings.ConsoleName, _settings.NodeName, _settings.Environment);
        return _console.EvaluateAsync(expressions);
    }

    public async Task SignalAsync(string signal)
    {
        string process = (await File.ReadAllTextAsync(_settings.InFolder("pid"))).Trim();
        (await ProcessRunner.RunAsync("/bin/sh", ["-c", "kill -\"$0\" \"$1\"", signal, process], TestTimeouts.Step)).OutputOfSuccess();
    }

    public async Task PresentAsync(TestAuthority? issuer, DateTimeOffset until, params string[] names)
    {
        var files = _settings.TlsFiles ?? throw new NotSupportedException("The node was not started for TLS.");
        files.Present(issuer ?? files.Authority, until, names);

        // The node keeps what it has read of these files for two minutes.
        (await RunCtlAsync(["eval", "ssl:clear_pem_cache()."])).OutputOfSuccess();
    }

    public async Task KillAsync() => await _server.DisposeAsync();

    public async Task ResumeAsync()
    {
        if (_server.HasExited)
        {
            _server = StartServer();
        }
        else
        {
            (await RunCtlAsync(["start_app"])).OutputOfSuccess();
        }

        await WaitUntilReadyAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        await _server.DisposeAsync();
        if (_epmd is not null)
        {
            await _epmd.DisposeAsync();
        }
        _settings.TlsFiles?.Authority.Dispose();
        Directory.Delete(_settings.Folder, recursive: true);
    }

    private LeashedProcess StartServer() =>
        LeashedProcess.Start(_settings.InFolder("server.out"), _settings.Environment, _installation.Server);

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.TrueAsync(
                async () => _server.HasExited
                    // The listener for TLS comes after the plain one.
                    || (await AmqpProbe.AnswersAsync(Uri, cancellationToken) && (Tls is null || await AmqpProbe.AcceptsAsync(Tls.Uri, cancellationToken))),
                TestTimeouts.BrokerStart);
        }
        catch (TimeoutException)
        {
            throw Failed($"was not ready within {TestTimeouts.BrokerStart.TotalSeconds:0} s");
        }

        if (_server.HasExited)
        {
            throw Failed("ended while starting");
        }
    }

    private BrokerUnavailableException Failed(string how) =>
        new($"{_installation.Server} {how}:\n{File.ReadAllText(_settings.InFolder("server.out"))}");

    public override string ToString() => "a node of our own";
}
