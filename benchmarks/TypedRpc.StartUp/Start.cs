namespace TypedRpc.StartUp;

/// <summary>One start of the subject.</summary>
/// <param name="Total">Milliseconds from the start of the process to the answer of its first call.</param>
/// <param name="FirstCall">Milliseconds that the call took in it.</param>
internal readonly record struct Start(double Total, double FirstCall);
