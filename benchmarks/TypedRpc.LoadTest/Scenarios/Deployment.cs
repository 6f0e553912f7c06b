namespace TypedRpc.LoadTest.Scenarios;

/// <summary>Servers and clients that stay up for several scenarios.</summary>
internal sealed record Deployment(int Clients, int Processes);
