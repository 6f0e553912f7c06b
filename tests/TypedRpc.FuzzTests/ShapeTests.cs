using TypedRpc.Fuzz.Benches;

namespace TypedRpc.FuzzTests;

/// <summary>Arguments of another shape than the contract says: cut off, with more behind them, with fewer or more elements.</summary>
public sealed class ShapeTests : IDisposable
{
    private readonly Caller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    [Trait("Fault", "D8")]
    public void Arguments_cut_off_at_any_byte_are_not_executed()
    {
        foreach (var (method, arguments) in SeedMessages.Instance.Methods.Zip(SeedMessages.Instance.Arguments))
        {
            for (var length = 0; length < arguments.Length; length++)
            {
                _caller.Refuses(method, arguments[..length]);
            }
        }
    }

    [Fact]
    [Trait("Fault", "D8")]
    public void A_result_cut_off_at_any_byte_is_Internal_and_executed()
    {
        using var client = new ClientBench();
        var methods = ClientCall.All();
        for (var method = 0; method < methods.Length; method++)
        {
            var result = SeedMessages.Instance.Results[method];
            client.Reply(methods[method], SeedMessages.Reply(result)).ShouldBeNull();
            for (var length = 0; length < result.Length; length++)
            {
                var end = client.Reply(methods[method], SeedMessages.Reply(result[..length])).ShouldBeOfType<RpcException>();
                (end.StatusCode, end.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
            }
        }
    }

    [Theory]
    [InlineData("c0")]
    [InlineData("00")]
    [InlineData("c1")]
    [InlineData("9101")]
    [InlineData("ffffffff")]
    [Trait("Fault", "D10")]
    public void Bytes_behind_the_arguments_or_the_result_are_refused(string trailing)
    {
        var bytes = Convert.FromHexString(trailing);
        foreach (var (method, arguments) in SeedMessages.Instance.Methods.Zip(SeedMessages.Instance.Arguments))
        {
            _caller.Refuses(method, [.. arguments, .. bytes]);
        }

        using var client = new ClientBench();
        var end = client.Reply(ClientCall.All()[1], SeedMessages.Reply([0x01, .. bytes])).ShouldBeOfType<RpcException>();
        (end.StatusCode, end.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
        var fault = client.Reply(ClientCall.All()[0], SeedMessages.Fault([.. SeedMessages.Instance.FaultDetail, .. bytes])).ShouldBeOfType<RpcException>();
        (fault.StatusCode, fault.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
    }

    [Fact]
    [Trait("Fault", "D11")]
    public void Fewer_arguments_take_their_defaults_or_are_refused_and_more_are_not_read()
    {
        _caller.Refuses("Add", [0x90]);
        _caller.Refuses("Add", [0x91, 0x01]);
        _caller.Accepts("Add", [0x92, 0x01, 0x02]);
        _caller.Accepts("Add", [0x94, 0x01, 0x02, 0xc0, 0x81, 0x01, 0x91, 0xc0]);

        // What a later version adds must be there if it is announced, and be MessagePack.
        _caller.Refuses("Add", [0x93, 0x01, 0x02]);
        _caller.Refuses("Add", [0x93, 0x01, 0x02, 0xc1]);
        _caller.Refuses("Add", [0x91, 0x92, 0x01, 0x02]);

        var order = SeedMessages.Instance.Arguments[0][1..^("note".Length + 2)];
        _caller.Accepts("Submit", [0x91, .. order]);
        _caller.Refuses("Submit", [0x92, .. order]);
    }
}
