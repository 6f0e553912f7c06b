using MessagePack;
using TypedRpc.Binding;
using TypedRpc.Generator.Tests.RoundTrip;
using TypedRpc.Serialization;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>An implementation and a client of it: each call is made of both, and arguments and results must be the same.</summary>
public sealed class Session<TContract> : IAsyncDisposable
    where TContract : class
{
    private static readonly RpcSerializer Serializer = new(MessagePackSerializerOptions.Standard);

    private readonly TContract _implementation;
    private readonly Probe _probe;
    private readonly RpcConnection _connection;
    private readonly TContract _client;

    internal Session(TContract implementation, Probe probe, RpcConnection connection, TContract client) =>
        (_implementation, _probe, _connection, _client) = (implementation, probe, connection, client);

    /// <summary>A call whose result comes back.</summary>
    public async Task CallAsync(string name, Func<TContract, Task> call)
    {
        var (arguments, result) = await ExpectAsync(call);
        var actual = ResultText(await Started(call(_client)));
        (await _probe.NextAsync()).ShouldBe(arguments, name);
        actual.ShouldBe(result, name);
        _probe.ShouldBeEmpty();
    }

    /// <summary>A one-way call, or an event.</summary>
    public async Task SendAsync(string name, Func<TContract, Task> call)
    {
        var (arguments, _) = await ExpectAsync(call);
        await call(_client);
        (await _probe.NextAsync()).ShouldBe(arguments, name);
    }

    /// <summary>A call by an older caller, who sends only the first arguments: the server takes for the others what the compiler takes where they are omitted.</summary>
    public async Task OmitAsync(string name, int sent, Func<TContract, Task> call, Func<TContract, Task> omitting)
    {
        var (arguments, _) = await ExpectAsync(omitting);
        var contract = RpcContractRegistry.Get<TContract>();
        var dispatcher = contract.CreateDispatcher(Serializer);
        var invoker = new LoopbackInvoker<TContract>(dispatcher, _implementation, Serializer);
        await call(contract.CreateProxy(invoker));
        await _probe.NextAsync();
        await dispatcher.DispatchAsync(_implementation, new LoopbackCall(invoker.MethodIndex, First(invoker.Request, sent), Session.Token));
        (await _probe.NextAsync()).ShouldBe(arguments, name);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<(string Arguments, string Result)> ExpectAsync(Func<TContract, Task> call)
    {
        var result = ResultText(await Started(call(_implementation)));
        return (await _probe.NextAsync(), result);
    }

    private static async Task<Task> Started(Task call)
    {
        await call;
        return call;
    }

    /// <summary>The result of a task, whatever its type; a task without one may be of a type that the platform keeps to itself.</summary>
    private static string ResultText(Task call) =>
        call.GetType().GetProperty(nameof(Task<int>.Result)) is { PropertyType.IsVisible: true } result ? ValueText.Of(result.GetValue(call)) : "";

    /// <summary>The first elements of an array.</summary>
    private static byte[] First(byte[] request, int count)
    {
        var reader = new MessagePackReader(request);
        reader.ReadArrayHeader();
        var start = (int)reader.Consumed;
        for (var index = 0; index < count; index++)
        {
            reader.Skip();
        }

        // No test has more arguments than fit into an array header of one or three bytes.
        byte[] header = count < 16 ? [(byte)(0x90 | count)] : [0xdc, 0, (byte)count];
        return [.. header, .. request[start..(int)reader.Consumed]];
    }
}
