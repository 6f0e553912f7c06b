using TypedRpc.Behaviour.Evolution.After;
using Old = TypedRpc.Behaviour.Evolution.Before;

namespace TypedRpc.Behaviour.Evolution;

/// <summary>Each change that the rules call safe: old clients with new servers, and new clients with old servers.</summary>
public abstract class SafeChangeTests : EvolutionTests
{
    private Task<Old.IShop> OldClientAsync() => ConnectAsync<Old.IShop, IStore>(new Store(Noted));

    private Task<IStore> NewClientAsync() => ConnectAsync<IStore, Old.IShop>(new Old.Shop(Noted));

    [Fact]
    public async Task A_parameter_at_the_end_takes_its_default_value()
    {
        (await (await OldClientAsync()).AddArgumentsAsync("a")).ShouldBe("aa!");
    }

    [Fact]
    public async Task A_parameter_at_the_end_is_skipped_by_an_old_server()
    {
        (await (await NewClientAsync()).AddArgumentsAsync("a", 5, "?")).ShouldBe("a");
    }

    [Fact]
    public async Task Signatures_that_travel_alike_are_called_by_old_clients()
    {
        var client = await OldClientAsync();
        (await client.MakeOptionalAsync("a")).ShouldBe("a");
        (await client.RenameParametersAsync("a", "b")).ShouldBe("a b");
        (await client.AddTokenAsync("a")).ShouldBe("a");
        (await client.ChangeTaskAsync("a")).ShouldBe("a");
        (await client.ChangeCollectionAsync([1, 2])).ShouldBe([1, 2]);
        (await client.ChangeKindAsync(Old.Mood.Bad, [64])).ShouldBe('A');
        (await client.RenameTypeAsync(new("a", new("b", null)))).ShouldBe(new("a", new("b", null)));
        (await client.OldNameAsync("a")).ShouldBe("a");
        (await client.BecomeIdempotentAsync("a")).ShouldBe("a");
        (await client.ChangeTimeoutAsync("a")).ShouldBe("a");
        (await client.CountAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Signatures_that_travel_alike_call_old_servers()
    {
        var client = await NewClientAsync();
        (await client.MakeOptionalAsync()).ShouldBe("nothing");
        (await client.RenameParametersAsync("a", "b")).ShouldBe("a b");
        (await client.AddTokenAsync("a", Token)).ShouldBe("a");
        (await client.ChangeTaskAsync("a")).ShouldBe("a");
        (await client.ChangeCollectionAsync([1, 2])).ShouldBe([1, 2]);
        (await client.ChangeKindAsync(1, new byte[] { 64 })).ShouldBe('A');
        (await client.RenameTypeAsync(new("a", new("b", null)))).ShouldBe(new("a", new("b", null)));
        (await client.NewNameAsync("a")).ShouldBe("a");
        (await client.BecomeIdempotentAsync("a")).ShouldBe("a");
        (await client.ChangeTimeoutAsync("a")).ShouldBe("a");
        (await client.CountAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task New_members_are_as_they_start_when_an_old_client_does_not_send_them()
    {
        var client = await OldClientAsync();
        (await client.AddMembersAsync(new("a", 1))).ShouldBe(new("a null 0 EUR", 1));
        (await client.FillGapAsync(new("a", 3))).ShouldBe(new("a null", 3));
        (await client.AddNamedMemberAsync(new() { Text = "a" })).Text.ShouldBe("a blue");
    }

    [Fact]
    public async Task New_members_are_skipped_by_an_old_server()
    {
        var client = await NewClientAsync();
        (await client.AddMembersAsync(new("a", 1, "note", 2) { Currency = "USD" })).ShouldBe(new("a", 1, null, 0));
        (await client.FillGapAsync(new("a", 2, 3))).ShouldBe(new("a", null, 3));
        (await client.AddNamedMemberAsync(new() { Text = "a", Colour = "red" })).ShouldBe(new() { Text = "a" });
    }

    [Fact]
    public async Task A_new_member_of_an_enum_is_a_number_to_those_who_do_not_know_it()
    {
        (await (await OldClientAsync()).AddEnumMemberAsync(Old.Mood.Bad)).ShouldBe((Old.Mood)2);
    }

    [Fact]
    public async Task A_new_member_of_an_enum_passes_through_an_old_server()
    {
        var client = await NewClientAsync();
        (await client.AddEnumMemberAsync(Mood.Mixed)).ShouldBe(Mood.Mixed);
        (await client.AddEnumMemberAsync(Mood.Fine)).ShouldBe(Mood.Fine);
    }

    [Fact]
    public async Task A_new_case_of_a_union_is_null_to_an_old_client()
    {
        var client = await OldClientAsync();
        (await client.AddCaseAsync(new Old.Circle(2))).ShouldBe(new Old.Circle(2));
        (await client.AddCaseAsync(new Old.Circle(0))).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_case_of_a_union_is_refused_by_an_old_server_that_allows_no_null()
    {
        var client = await NewClientAsync();
        (await client.AddCaseAsync(new Circle(2))).ShouldBe(new Circle(2));
        await FailsAsync(() => client.AddCaseAsync(new Square(2)), RpcStatusCode.Internal, CallOutcome.NotExecuted);
    }

    [Fact]
    public async Task A_new_fault_is_an_error_with_its_status_to_an_old_client()
    {
        var client = await OldClientAsync();
        (await FailsAsync(() => client.AddFaultAsync("a"), RpcStatusCode.NotFound, CallOutcome.Executed)).Message.ShouldBe("gone");
        (await Should.ThrowAsync<RpcFaultException<Old.Refusal>>(() => client.RefuseAsync("why"))).Detail.ShouldBe(new("why"));
    }

    [Fact]
    public async Task A_fault_keeps_its_name_for_a_new_client()
    {
        var client = await NewClientAsync();
        (await client.AddFaultAsync("a")).ShouldBe("a");
        (await Should.ThrowAsync<RpcFaultException<Rejection>>(() => client.RefuseAsync("why"))).Detail.ShouldBe(new("why"));
    }

    [Fact]
    public async Task A_one_way_method_may_get_more_parameters()
    {
        await (await OldClientAsync()).NoteAsync("a");
        (await Noted.Task.WaitAsync(Soon, Token)).ShouldBe("2 a");
    }

    [Fact]
    public async Task A_one_way_method_of_an_old_server_skips_more_parameters()
    {
        await (await NewClientAsync()).NoteAsync("a", 3);
        (await Noted.Task.WaitAsync(Soon, Token)).ShouldBe("a");
    }

    [Fact]
    public async Task A_new_method_is_not_executed_by_an_old_server()
    {
        var client = await NewClientAsync();
        await FailsAsync(client.AddMethodAsync, RpcStatusCode.Unimplemented, CallOutcome.NotExecuted);
    }
}
