using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Running;

/// <summary>A contender's server, wherever it runs.</summary>
internal interface IServerHandle : IAsyncDisposable
{
    /// <summary>What its process has used, or null when that is this process.</summary>
    Task<ResourceUse?> ReadAsync();
}
