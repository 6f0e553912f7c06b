using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>A contender that is up and works, as the runner sees it.</summary>
internal interface IParticipant : IAsyncDisposable
{
    /// <summary>What is compiled on the first calls, and again after many, is compiled here.</summary>
    Task WarmUpAsync();

    Task<Measurement> MeasureAsync(IScenario scenario);
}
