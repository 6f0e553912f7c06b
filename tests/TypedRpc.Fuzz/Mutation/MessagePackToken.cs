namespace TypedRpc.Fuzz.Mutation;

/// <summary>A value of MessagePack within an input.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Head">Where its header ends.</param>
/// <param name="End">Where it ends, with all that is in it.</param>
internal readonly record struct MessagePackToken(int Start, int Head, int End);
