using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Handlers that fail, and payloads that do not go through.</summary>
public sealed class FailingHandlerTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Limit = 4 * 1024 * 1024;
    private const long LargestFault = 4096;

    [Theory, Fault("D1"), Fault("D2")]
    [Sign("rpc.server.call.duration INTERNAL", 2002)]
    [InlineData("plain")]
    [InlineData("large")]
    [InlineData("nested")]
    [InlineData("aggregate")]
    [InlineData("unprintable")]
    [InlineData("cyclic")]
    public async Task Whatever_a_handler_throws_becomes_a_small_answer_with_an_id_that_the_log_has(string kind)
    {
        await using FragileService service = await StartAsync();
        IFragile client = ClientConnection.CreateClient<IFragile>();
        (await client.EchoAsync([1])).ShouldBe([1]);
        long before = BytesToClient;
        long start = Stopwatch.GetTimestamp();
        RpcException fault = await FailsAsync(client.ThrowAsync(kind), RpcStatusCode.Internal, CallOutcome.Executed);
        Measure($"{kind}: throw to answer", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(2));
        (BytesToClient - before).ShouldBeLessThan(LargestFault);
        fault.ToString().ShouldNotContain(HostileExceptions.Secret);
        fault.ErrorId.ShouldNotBeNullOrEmpty();
        Logs.Entries.Count(entry => entry.EventId == 2002 && entry.Message.Contains(fault.ErrorId!)).ShouldBe(1);
        service.Handlers.Executions.ShouldBe(2);
    }

    [Fact, Fault("D2")]
    [Sign("rpc.server.call.duration NOT_FOUND")]
    public async Task A_refusal_of_ten_megabytes_arrives_shortened()
    {
        await using FragileService service = await StartAsync();
        long before = BytesToClient;
        RpcException fault = await FailsAsync(ClientConnection.CreateClient<IFragile>().ThrowAsync("large refusal"), RpcStatusCode.NotFound, CallOutcome.Executed);
        fault.Message.ShouldStartWith("xxx");
        (BytesToClient - before).ShouldBeLessThan(LargestFault + 4096, "attaching included");
    }

    [Fact, Fault("D4")]
    [Sign("rpc.server.call.duration INTERNAL", 2002)]
    public async Task A_result_that_cannot_be_encoded_ends_the_call_as_executed()
    {
        await using FragileService service = await StartAsync();
        IFragile client = ClientConnection.CreateClient<IFragile>();
        RpcException fault = await FailsAsync(client.UnencodableAsync(), RpcStatusCode.Internal, CallOutcome.Executed);
        fault.ToString().ShouldNotContain(HostileExceptions.Secret);
        Logs.Entries.ShouldContain(entry => entry.EventId == 2002 && entry.Message.Contains(fault.ErrorId!) && entry.Exception!.Contains(HostileExceptions.Secret));

        // Nothing of the half-written result is left in what comes next.
        (await client.EchoAsync([1, 2, 3])).ShouldBe([1, 2, 3]);
        service.Handlers.Executions.ShouldBe(2);
    }

    [Fact, Fault("D5")]
    [Sign("rpc.client.call.duration RESOURCE_EXHAUSTED")]
    public async Task A_request_a_byte_over_the_limit_is_refused_although_the_link_is_dead()
    {
        await using FragileService service = await StartAsync();
        IFragile client = ClientConnection.CreateClient<IFragile>();
        int largest = await LargestAsync(client);
        Proxy.Stall(FaultDirection.ToBroker);
        long start = Stopwatch.GetTimestamp();
        await FailsAsync(client.HashAsync(new byte[largest + 1]), RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted);
        Measure("refusal", Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(250));
        Proxy.Resume(FaultDirection.ToBroker);
        Note($"largest payload {largest} of {Limit} bytes");
    }

    [Fact, Fault("D6")]
    [Sign("rpc.server.call.duration RESOURCE_EXHAUSTED")]
    public async Task A_reply_a_byte_over_the_limit_is_a_small_answer_that_says_the_handler_ran()
    {
        await using FragileService service = await StartAsync();
        IFragile client = ClientConnection.CreateClient<IFragile>();
        int largest = await LargestAsync(client, reply: true);
        long before = BytesToClient;
        await FailsAsync(client.LargeAsync(largest + 1), RpcStatusCode.ResourceExhausted, CallOutcome.Executed);
        (BytesToClient - before).ShouldBeLessThan(LargestFault);
        Note($"largest payload {largest} of {Limit} bytes");
    }

    private long BytesToClient => Proxy.Connections.Sum(static connection => connection.BytesToClient);

    private Task<FragileService> StartAsync() => FragileService.StartAsync(ServerConnection, Broker);

    private static async Task<RpcException> FailsAsync(Task call, RpcStatusCode status, CallOutcome outcome)
    {
        RpcException exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((status, outcome), exception.Message);
        return exception;
    }

    /// <summary>The largest payload that goes through: what comes around it has a few bytes.</summary>
    private static async Task<int> LargestAsync(IFragile client, bool reply = false)
    {
        for (int size = Limit; ; size--)
        {
            try
            {
                await (reply ? client.LargeAsync(size) : client.HashAsync(new byte[size]));
                return size;
            }
            catch (RpcException exception) when (exception.StatusCode == RpcStatusCode.ResourceExhausted && size > Limit - 128)
            {
            }
        }
    }
}
