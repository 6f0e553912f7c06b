namespace TypedRpc.Generator;

/// <summary>Names of the runtime that the generator looks for; a test asserts that each exists.</summary>
internal static class KnownNames
{
    public const string RabbitService = "TypedRpc.RabbitServiceAttribute";
    public const string RabbitMethod = "TypedRpc.RabbitMethodAttribute";
    public const string OneWay = "TypedRpc.OneWayAttribute";
    public const string Idempotent = "TypedRpc.IdempotentAttribute";
    public const string Fault = "TypedRpc.FaultAttribute`1";
    public const string MessagePackUnion = "MessagePack.UnionAttribute";
}
