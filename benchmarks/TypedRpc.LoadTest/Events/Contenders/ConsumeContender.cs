namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>A consumer by its parts.</summary>
internal sealed class ConsumeContender(string name, string description, Func<Uri, EventPlace, Task<IConsumeClient>> connect) : IConsumeContender
{
    public string Name => name;

    public string Description => description;

    public Task<IConsumeClient> ConnectAsync(Uri uri, EventPlace place) => connect(uri, place);
}
