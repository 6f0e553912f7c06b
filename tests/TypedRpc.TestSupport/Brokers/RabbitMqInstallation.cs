namespace TypedRpc.TestSupport.Brokers;

/// <summary>An installed rabbitmq-server.</summary>
internal sealed record RabbitMqInstallation(string Server, string Ctl, string Epmd)
{
    /// <summary>Names the folder of the commands <c>rabbitmq-server</c>, <c>rabbitmqctl</c> and, there or in the path, <c>epmd</c>: <c>eng/brokers.sh</c>.</summary>
    public const string HomeVariable = "TYPEDRPC_RABBITMQ_HOME";

    // Debian's /usr/sbin/rabbitmq-server is a wrapper that changes the user; the script proper is in the first folder.
    private static readonly string[] Folders =
    [
        "/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin",
    ];

    /// <summary>Whether the environment asks for a certain one.</summary>
    public static bool IsChosen => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(HomeVariable));

    public static RabbitMqInstallation? Find()
    {
        string? chosen = IsChosen ? Environment.GetEnvironmentVariable(HomeVariable)!.TrimEnd(Path.DirectorySeparatorChar) : null;
        string? folder = Array.Find(chosen is null ? Folders : [chosen], f => File.Exists(Path.Combine(f, "rabbitmq-server")));
        string[] path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        string? epmd = path.Prepend(folder ?? string.Empty).Select(f => Path.Combine(f, "epmd")).FirstOrDefault(File.Exists);
        return folder is null || epmd is null
            ? null
            : new RabbitMqInstallation(Path.Combine(folder, "rabbitmq-server"), Path.Combine(folder, "rabbitmqctl"), epmd);
    }
}
