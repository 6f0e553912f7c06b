using System.Security.Cryptography;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Everything that keeps one private node apart from every other: folder, ports, names, credentials.</summary>
internal sealed class LocalNodeSettings
{
    private const string User = "typedrpc";
    private readonly int _amqpPort = FreePort.Next();
    private readonly string _password;

    /// <param name="tls">Whether it listens with TLS as well.</param>
    /// <param name="cluster">What it shares with other nodes, or null for nothing.</param>
    /// <param name="issuer">Whose tokens it accepts, or null.</param>
    public LocalNodeSettings(TlsMode tls = TlsMode.None, ClusterSettings? cluster = null, TokenIssuer? issuer = null)
    {
        IsAlone = cluster is null;
        _password = cluster?.Password ?? RandomNumberGenerator.GetHexString(24, lowercase: true);
        NodeName = $"typedrpc-{_amqpPort}@localhost";
        Folder = Directory.CreateTempSubdirectory("typedrpc-broker-").FullName;
        Uri = new Uri($"amqp://{User}:{_password}@127.0.0.1:{_amqpPort}/");
        Environment = new Dictionary<string, string?>
        {
            ["HOME"] = cluster?.Folder ?? Folder, // holds the Erlang cookie
            ["ERL_EPMD_PORT"] = $"{cluster?.EpmdPort ?? FreePort.Next()}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_DIST_PORT"] = $"{FreePort.Next()}",
            ["RABBITMQ_MNESIA_BASE"] = InFolder("data"),
            ["RABBITMQ_LOG_BASE"] = InFolder("log"),
            ["RABBITMQ_PID_FILE"] = InFolder("pid"),
            ["RABBITMQ_CONFIG_FILE"] = InFolder("rabbitmq.conf"),
            ["RABBITMQ_CONFIG_FILES"] = InFolder("conf.d"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = InFolder("advanced.config"),
            ["RABBITMQ_CONF_ENV_FILE"] = InFolder("rabbitmq-env.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InFolder("enabled_plugins"),
            // The script then becomes the Erlang VM instead of watching over it, so one process id is the node.
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_START_ARGS"] = "-noinput",
            // Idle schedulers must not spin on a machine that also runs the tests.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
        };
        File.WriteAllText(InFolder("enabled_plugins"), "[].\n");
        File.WriteAllText(InFolder("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{_amqpPort}
            default_user = {User}
            default_pass = {_password}

            """);
        if (cluster is not null)
        {
            // https://www.rabbitmq.com/docs/partitions: a node that is cut off from the others stops serving until it is back.
            File.AppendAllText(InFolder("rabbitmq.conf"), "cluster_partition_handling = pause_minority\n");
        }

        if (tls != TlsMode.None)
        {
            TlsFiles = new TlsFiles(Folder);
            Tls = ListenWithTls(TlsFiles, tls == TlsMode.Mutual);
        }

        if (issuer is not null)
        {
            File.WriteAllText(InFolder("enabled_plugins"), "[rabbitmq_auth_backend_oauth2].\n");
            File.WriteAllText(InFolder("advanced.config"), issuer.BrokerConfiguration);
        }
    }

    /// <summary>Whether it shares nothing with other nodes.</summary>
    public bool IsAlone { get; }

    public string Folder { get; }

    public string NodeName { get; }

    /// <summary>A node beside it, to control it from.</summary>
    public string ConsoleName => $"console-{_amqpPort}@localhost";

    public Uri Uri { get; }

    /// <summary>The TLS listener, or null.</summary>
    public BrokerTls? Tls { get; }

    /// <summary>The files behind the TLS listener, or null.</summary>
    public TlsFiles? TlsFiles { get; }

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public string InFolder(string name) => Path.Combine(Folder, name);

    private BrokerTls ListenWithTls(TlsFiles files, bool mutual)
    {
        var port = FreePort.Next();
        File.AppendAllText(InFolder("rabbitmq.conf"), $"""
            listeners.ssl.1 = 127.0.0.1:{port}
            ssl_options.cacertfile = {files.AuthorityFile}
            ssl_options.certfile = {files.Certificate}
            ssl_options.keyfile = {files.Key}
            ssl_options.verify = {(mutual ? "verify_peer" : "verify_none")}
            ssl_options.fail_if_no_peer_cert = {(mutual ? "true" : "false")}

            """);
        if (mutual)
        {
            File.WriteAllText(InFolder("enabled_plugins"), "[rabbitmq_auth_mechanism_ssl].\n");
            File.AppendAllText(InFolder("rabbitmq.conf"), """
                auth_mechanisms.1 = PLAIN
                auth_mechanisms.2 = EXTERNAL
                ssl_cert_login_from = common_name

                """);
        }

        return new BrokerTls(new Uri($"amqps://{User}:{_password}@127.0.0.1:{port}/"), files.AuthorityFile, files.Authority);
    }
}
