namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>A publisher by its parts.</summary>
internal sealed class PublishContender(string name, string description, bool inBatches, Func<Uri, EventPlace, Task<IPublishClient>> connect) : IPublishContender
{
    public string Name => name;

    public string Description => description;

    public bool InBatches => inBatches;

    public Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place) => connect(uri, place);
}
