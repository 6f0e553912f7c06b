namespace TypedRpc.AotSmoke.Payloads;

/// <summary>Has no formatter.</summary>
public sealed record Unknown(int Value);
