using RabbitMQ.Client;
using TypedRpc.RabbitMQ;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>The permissions of docs/security.md are enough for everything a contract promises, and for nothing else.</summary>
[Collection("security")]
public sealed class LeastPrivilegeTests(SecurityFixture fixture)
{
    private const int AccessRefused = 403;

    private static readonly Dictionary<string, Func<IChannel, Task>> Operations = new()
    {
        ["publish to the default exchange"] = static channel => PublishAsync(channel, "", SecurityFixture.Victim),
        ["publish a request of its own service"] = static channel => PublishAsync(channel, "vault.v1", "Vault.Open"),
        ["publish a request of the other service"] = static channel => PublishAsync(channel, "ledger", "Ledger.Read"),
        ["publish a reply of its own service"] = static channel => PublishAsync(channel, "vault.v1.replies", "somebody"),
        ["publish a reply of the other service"] = static channel => PublishAsync(channel, "ledger.replies", "somebody"),
        ["publish to the broker's own exchange"] = static channel => PublishAsync(channel, "amq.topic", "x"),
        ["consume its own request queue"] = static channel => ConsumeAsync(channel, "vault.v1.Vault"),
        ["consume the other request queue"] = static channel => ConsumeAsync(channel, "ledger.Ledger"),
        ["get from somebody's queue"] = static channel => channel.BasicGetAsync(SecurityFixture.Victim, autoAck: true),
        ["purge its own request queue"] = static channel => channel.QueuePurgeAsync("vault.v1.Vault"),
        ["purge the other request queue"] = static channel => channel.QueuePurgeAsync("ledger.Ledger"),
        ["delete its own request queue"] = static channel => channel.QueueDeleteAsync("vault.v1.Vault"),
        ["delete the other request queue"] = static channel => channel.QueueDeleteAsync("ledger.Ledger"),
        ["delete its own request exchange"] = static channel => channel.ExchangeDeleteAsync("vault.v1"),
        ["delete its own reply exchange"] = static channel => channel.ExchangeDeleteAsync("vault.v1.replies"),
        ["delete the other reply exchange"] = static channel => channel.ExchangeDeleteAsync("ledger.replies"),
        ["declare a foreign queue"] = static channel => channel.QueueDeclareAsync("foreign", durable: false, exclusive: false, autoDelete: true),
        ["declare a queue that an unescaped dot would allow"] = static channel => channel.QueueDeclareAsync("vaultxv1.Vault", durable: false, exclusive: false, autoDelete: true),
        ["declare a queue that a missing anchor would allow"] = static channel => channel.QueueDeclareAsync("my.vault.v1.Vault.too", durable: false, exclusive: false, autoDelete: true),
        ["declare a foreign exchange"] = static channel => channel.ExchangeDeclareAsync("foreign", ExchangeType.Fanout, durable: false, autoDelete: true),
        ["listen to requests of its own service"] = static channel => BindAsync(channel, "vault.v1"),
        ["listen to requests of the other service"] = static channel => BindAsync(channel, "ledger"),
        ["listen to replies of its own service"] = static channel => BindAsync(channel, "vault.v1.replies"),
        ["listen to replies of the other service"] = static channel => BindAsync(channel, "ledger.replies"),
        ["send its own requests to somebody's queue"] = static channel => channel.QueueBindAsync(SecurityFixture.Victim, "vault.v1", "Vault.Open"),
        ["send requests of the other service to its own"] = static channel => channel.ExchangeBindAsync("vault.v1", "ledger", "Ledger.Read"),
        ["unbind its own request queue"] = static channel => channel.QueueUnbindAsync("vault.v1.Vault", "vault.v1", "Vault.Open"),
    };

    // What nobody may, and what one role may and the other may not.
    private static readonly string[] Everybody =
    [
        .. Operations.Keys.Where(static operation => !operation.Contains("its own", StringComparison.Ordinal)),
        "send its own requests to somebody's queue", "send requests of the other service to its own",
    ];

    private static readonly string[] Clients =
    [
        .. Everybody, "publish a reply of its own service", "consume its own request queue", "purge its own request queue", "delete its own request queue",
        "listen to requests of its own service", "unbind its own request queue",
    ];

    private static readonly string[] Servers = [.. Everybody, "publish a request of its own service", "listen to replies of its own service"];

    private static readonly string[] Premade = ["delete its own request exchange", "delete its own reply exchange"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Refused()
    {
        var rows = new TheoryData<string, string>();
        Add("client", Clients);
        Add("server", Servers);
        Add("premade-client", [.. Clients, .. Premade]);
        Add("premade-server", [.. Servers, .. Premade, "delete its own request queue", "unbind its own request queue"]);
        return rows;

        void Add(string account, string[] operations) => rows.AddRange(Array.ConvertAll(operations, operation => new TheoryDataRow<string, string>(account, operation)));
    }

    [Theory]
    [Trait("Fault", "F3")]
    [MemberData(nameof(Refused))]
    public async Task An_account_may_not(string account, string operation) => (await TryAsync(account, operation)).ShouldBe(AccessRefused);

    [Theory]
    [InlineData("client", "publish a request of its own service")]
    [InlineData("client", "listen to replies of its own service")]
    [InlineData("server", "publish a reply of its own service")]
    [InlineData("premade-server", "consume its own request queue")]
    public async Task An_account_may(string account, string operation) => (await TryAsync(account, operation)).ShouldBe(0);

    [Theory]
    [InlineData("client", "server", true)]
    [InlineData("premade-client", "premade-server", false)]
    public async Task Calls_one_way_calls_and_new_sessions_work_with_no_more(string client, string server, bool declare)
    {
        var vault = new Vault();
        await using var serving = await RabbitRpcConnection.ConnectAsync(fixture.UriOf(server), options => options.DeclareTopology = declare, cancellationToken: Token);
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.UriOf(client), options => options.DeclareTopology = declare, cancellationToken: Token);
        var calls = connection.CreateClient<IVault>();
        await using var service = await serving.ServeAsync<IVault>(vault, cancellationToken: Token);
        (await Task.WhenAll(Enumerable.Range(0, 100).Select(number => calls.OpenAsync($"{number}", Token)))).Length.ShouldBe(100);
        (await calls.CallerAsync()).ShouldBe(client);
        await calls.NoteAsync("noted");
        await Eventually.TrueAsync(() => vault.Executed.Contains("noted"));
        await connection.DropSessionAsync();
        await serving.DropSessionAsync();
        (await calls.With(waitForReady: true).OpenAsync("after a loss", Token)).ShouldBe("after a loss");
    }

    [Fact]
    public async Task A_server_with_a_dead_letter_exchange_and_an_account_with_two_roles_have_what_they_need()
    {
        static void Configure(ServiceOptions options) => options.DeadLetterExchange = "vault.dead";
        await fixture.AddAsync("both", RabbitMqPermissions.ForServer<IDeadLetters>(null, Configure).And(RabbitMqPermissions.ForClient<IDeadLetters>()).And(RabbitMqPermissions.ForClient<ILedger>()));
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.UriOf("both"), cancellationToken: Token);
        await using var service = await connection.ServeAsync<IDeadLetters>(new DeadLetters(), Configure, Token);
        (await connection.CreateClient<IDeadLetters>().EchoAsync("alive")).ShouldBe("alive");
        (await connection.CreateClient<ILedger>().ReadAsync("other", Token)).ShouldBe("other");
    }

    private Task<int> TryAsync(string account, string operation) => fixture.TryAsync(account, Operations[operation]);

    private static Task PublishAsync(IChannel channel, string exchange, string key) => channel.BasicPublishAsync(exchange, key, new byte[] { 0xc0 }).AsTask();

    private static Task ConsumeAsync(IChannel channel, string queue) => channel.BasicConsumeAsync(queue, autoAck: false, new Idle(channel));

    private static async Task BindAsync(IChannel channel, string exchange)
    {
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "#");
    }

    private sealed class Idle(IChannel channel) : AsyncDefaultBasicConsumer(channel);

    private sealed class DeadLetters : IDeadLetters
    {
        public Task<string> EchoAsync(string text) => Task.FromResult(text);
    }
}
