using TypedRpc.Behaviour.Evolution.Broken;
using Old = TypedRpc.Behaviour.Evolution.Before;

namespace TypedRpc.Behaviour.Evolution;

/// <summary>Changes that the rules report, and what old clients and servers make of them: the rules are not idle.</summary>
public abstract class BreakingChangeTests : EvolutionTests
{
    private Task<Old.IShop> OldClientAsync() => ConnectAsync<Old.IShop, IShop>(new Shop());

    private Task<IShop> NewClientAsync() => ConnectAsync<IShop, Old.IShop>(new Old.Shop(Noted));

    [Fact]
    public async Task A_parameter_without_a_default_value_is_missing()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.AddArgumentsAsync("a"), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task Null_is_refused_by_a_server_whose_contract_did_not_allow_it()
    {
        var client = await NewClientAsync();
        await FailsAsync(() => client.MakeOptionalAsync(null), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task Parameters_in_another_order_are_taken_for_one_another()
    {
        (await (await OldClientAsync()).RenameParametersAsync("first", "second")).ShouldBe("second first");
    }

    [Fact]
    public async Task A_result_of_another_type_cannot_be_read()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.AddTokenAsync("a"), RpcStatusCode.Internal, CallOutcome.Executed);
    }

    [Fact]
    public async Task A_member_of_another_type_cannot_be_read()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.AddMembersAsync(new("a", 1)), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_key_that_is_left_out_before_others_is_nil()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.FillGapAsync(new("a", 3)), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_renumbered_enum_means_something_else()
    {
        var client = await NewClientAsync();
        ((Old.Mood)(int)await client.AddEnumMemberAsync(Mood.Good)).ShouldBe(Old.Mood.Bad);
    }

    [Fact]
    public async Task A_tag_of_another_case_cannot_be_read()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.AddCaseAsync(new Old.Circle(1)), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_fault_that_is_gone_is_not_caught()
    {
        var client = await OldClientAsync();
        (await FailsAsync(() => client.RefuseAsync("why"), RpcStatusCode.FailedPrecondition, CallOutcome.Executed)).ShouldNotBeOfType<RpcFaultException<Old.Refusal>>();
    }

    [Fact]
    public async Task A_method_that_became_one_way_does_not_answer_old_clients()
    {
        var client = Old.ShopRpc.With(await OldClientAsync(), timeout: TimeSpan.FromMilliseconds(300));
        await FailsAsync(() => client.AddFaultAsync("a"), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
    }

    [Fact]
    public async Task A_server_that_was_one_way_does_not_answer_new_clients()
    {
        var client = (await NewClientAsync()).With(timeout: TimeSpan.FromMilliseconds(300));
        await FailsAsync(() => client.NoteAsync("a"), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
    }

    [Fact]
    public async Task Another_routing_key_does_not_reach_the_old_server()
    {
        var client = await NewClientAsync();
        (await Should.ThrowAsync<RpcException>(() => client.ChangeTimeoutAsync("a"))).Outcome.ShouldBe(CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_method_that_is_gone_is_not_executed()
    {
        var client = await OldClientAsync();
        await FailsAsync(() => client.ChangeTaskAsync("a"), RpcStatusCode.Unimplemented, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_wider_integer_is_refused_when_it_does_not_fit()
    {
        var client = await NewClientAsync();
        (await client.CountAsync(int.MaxValue)).ShouldBe(int.MaxValue);
        await FailsAsync(() => client.CountAsync(int.MaxValue + 1L), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }
}
