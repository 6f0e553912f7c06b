using TypedRpc.RabbitMQ;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>What is printed.</summary>
public sealed class RabbitMqPermissionsTests
{
    [Fact]
    public void Names_are_escaped_and_anchored_at_both_ends()
    {
        var permissions = RabbitMqPermissions.ForServer<IVault>();
        permissions.Configure.ShouldBe(@"^(amq\.gen-.*|vault\.v1|vault\.v1\.Vault|vault\.v1\.replies)$");
        permissions.Write.ShouldBe(@"^(amq\.gen-.*|vault\.v1\.Vault|vault\.v1\.replies)$");
        permissions.Read.ShouldBe(@"^(amq\.gen-.*|vault\.v1|vault\.v1\.Vault)$");
    }

    [Fact]
    public void Without_declaring_only_the_own_queues_are_configured()
    {
        var options = new TypedRpcOptions { DeclareTopology = false };
        RabbitMqPermissions.ForClient<IVault>(options).ToString()
            .ShouldBe(@"configure ^(amq\.gen-.*)$, write ^(amq\.gen-.*|vault\.v1)$, read ^(amq\.gen-.*|vault\.v1\.replies)$");
        RabbitMqPermissions.ForServer<IVault>(options, static service => service.DeadLetterExchange = "dead").ToString()
            .ShouldBe(@"configure ^(amq\.gen-.*)$, write ^(amq\.gen-.*|vault\.v1\.replies)$, read ^(amq\.gen-.*|vault\.v1|vault\.v1\.Vault)$");
    }

    [Fact]
    public void The_command_is_quoted_for_a_shell() => RabbitMqPermissions.ForClient<ILedger>().ToRabbitMqCtl("it's", "my host").ShouldBe(
        @"rabbitmqctl set_permissions -p 'my host' 'it'\''s' '^(amq\.gen-.*|ledger|ledger\.replies)$' '^(amq\.gen-.*|ledger)$' '^(amq\.gen-.*|ledger\.replies)$'");

    [Fact]
    public void An_interface_that_is_no_contract_is_refused() => Should.Throw<RpcContractException>(() => RabbitMqPermissions.ForClient<IDisposable>());
}
