using TypedRpc.Fuzz.Contracts;

namespace TypedRpc.Fuzz.Benches;

/// <summary>A call of one method of the contract.</summary>
internal abstract class ClientCall
{
    public abstract bool IsCompleted { get; }

    public static ClientCall[] All() =>
    [
        new ClientCall<Order>(static (client, token) => client.SubmitAsync(Samples.Order, 1, "note", token)),
        new ClientCall<int>(static (client, token) => client.AddAsync(1, -70_000, token)),
        new ClientCall<byte[]>(static (client, token) => client.EchoAsync([1, 2, 3, 4, 5], token)),
        new ClientCall<Tree>(static (client, token) => client.GrowAsync(Tree.Of(6), token)),
        new ClientCall<Dictionary<long, string>>(static (client, token) => client.MapAsync(Samples.Map, Samples.Ids, Samples.Numbers, token)),
        new ClientCall<Moment>(static (client, token) => client.MeetAsync(Samples.Moment, Mood.Eager, [1.5, double.NaN], Samples.Grid, token)),
        new ClientCall<string>(static (client, token) => client.GreetAsync("wörld", null, token)),
        new ClientCallWithoutResult(static (client, token) => client.NothingAsync(token)),
    ];

    public abstract void Start(IFuzzed client, CancellationToken cancellationToken);

    /// <summary>How it ended: null for a result.</summary>
    public abstract Exception? Finish();
}
