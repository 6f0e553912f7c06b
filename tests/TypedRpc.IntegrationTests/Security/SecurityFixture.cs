using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TypedRpc.RabbitMQ;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>A broker of the security tests' own with both services' topology and an account for each role.</summary>
public sealed class SecurityFixture : IAsyncLifetime
{
    public const string Password = "not-for-guests";

    /// <summary>A queue of somebody else's that nobody consumes.</summary>
    public const string Victim = "victim";

    private readonly Dictionary<string, string> _uris = [];
    private RpcConnection _ledger = null!;

    public RabbitMqBroker Broker { get; private set; } = null!;

    public string Uri => Broker.Uri.ToString();

    /// <summary>Where an account connects to.</summary>
    public string UriOf(string account) => _uris[account];

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqBroker.StartAsync(controllable: true);
        _ledger = await RabbitRpcConnection.ConnectAsync(Uri);
        await _ledger.ServeAsync<ILedger>(new Vault());
        await (await _ledger.ServeAsync<IVault>(new Vault())).DisposeAsync();
        await using var connection = await new ConnectionFactory { Uri = Broker.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Victim, durable: true, exclusive: false, autoDelete: false);
        var premade = new TypedRpcOptions { DeclareTopology = false };
        await AddAsync("client", RabbitMqPermissions.ForClient<IVault>());
        await AddAsync("server", RabbitMqPermissions.ForServer<IVault>());
        await AddAsync("premade-client", RabbitMqPermissions.ForClient<IVault>(premade));
        await AddAsync("premade-server", RabbitMqPermissions.ForServer<IVault>(premade));
    }

    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
    }

    /// <summary>Makes an account, or gives it other permissions.</summary>
    public async Task AddAsync(string account, RabbitMqPermissions permissions)
    {
        if (_uris.TryAdd(account, new UriBuilder(Broker.Uri) { UserName = account, Password = Password }.Uri.ToString()))
        {
            await Broker.RunCtlAsync("add_user", account, Password);
        }

        await Broker.RunCtlAsync("set_permissions", account, permissions.Configure, permissions.Write, permissions.Read);
    }

    /// <summary>Does something with an account; returns the code that the broker refused it with, 0 if it did not.</summary>
    public async Task<int> TryAsync(string account, Func<IChannel, Task> operation)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(UriOf(account)) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await operation(channel);

            // A publish is refused later; the broker answers in order.
            await channel.BasicQosAsync(0, 1, global: false);
            return 0;
        }
        catch (OperationInterruptedException exception)
        {
            return exception.ShutdownReason!.ReplyCode;
        }
    }
}
