namespace TypedRpc.Soak.Chaos;

/// <summary>A fault that heals before it returns.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="RunAsync">Does it, and says in the injection what was done.</param>
/// <param name="Sign">What shows it each time; null if it may pass unnoticed.</param>
internal sealed record Fault(string Name, Func<ChaosScope, Injection, Task> RunAsync, Sign? Sign = null);
