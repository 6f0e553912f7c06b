using TypedRpc.Fuzz.Targets;

namespace TypedRpc.Fuzz;

/// <summary>All targets by name.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Func<IFuzzTarget>> All { get; } = new SortedDictionary<string, Func<IFuzzTarget>>(StringComparer.Ordinal)
    {
        ["amqp"] = static () => new AmqpTarget(),
        ["arguments"] = static () => new ArgumentsTarget(),
        ["control"] = static () => new ControlTarget(),
        ["fault"] = static () => new FaultTarget(),
        ["frame"] = static () => new FrameTarget(),
        ["headers"] = static () => new HeadersTarget(),
        ["names"] = static () => new NamesTarget(),
        ["reply"] = static () => new ReplyTarget(),
        ["request"] = static () => new RequestTarget(),
        ["result"] = static () => new ResultTarget(),
        ["returned"] = static () => new ReturnedTarget(),
    };
}
