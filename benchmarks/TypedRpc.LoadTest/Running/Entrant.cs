using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>A contender that would take part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Takes">Whether it takes part in a scenario.</param>
/// <param name="StartAsync">Starts it.</param>
internal sealed record Entrant(string Name, Func<IScenario, bool> Takes, Func<Task<IParticipant>> StartAsync);
