namespace TypedRpc.Serialization;

/// <summary>Stands for no arguments or no result.</summary>
public readonly record struct Unit;
