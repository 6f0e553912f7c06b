namespace TypedRpc.TestSupport.Brokers;

/// <summary>An installed rabbitmq-server.</summary>
internal sealed record RabbitMqInstallation(string Server, string Ctl, string Epmd)
{
    // Debian's /usr/sbin/rabbitmq-server is a wrapper that changes the user; the script proper is in the first folder.
    private static readonly string[] Folders =
    [
        "/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin",
    ];

    public static RabbitMqInstallation? Find()
    {
        string? folder = Array.Find(Folders, f => File.Exists(Path.Combine(f, "rabbitmq-server")));
        string? epmd = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
            .Select(f => Path.Combine(f, "epmd")).FirstOrDefault(File.Exists);
        return folder is null || epmd is null
            ? null
            : new RabbitMqInstallation(Path.Combine(folder, "rabbitmq-server"), Path.Combine(folder, "rabbitmqctl"), epmd);
    }
}
