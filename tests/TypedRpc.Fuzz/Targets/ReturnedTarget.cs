using TypedRpc.Fuzz.Benches;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A message that the broker returned as unroutable.</summary>
internal sealed class ReturnedTarget : ClientTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedMessages.Instance.Requests.Select(static (request, method) => For(method, request)), For(1, SeedMessages.RequestWithHeaders),
        For(2, [.. SeedMessages.Instance.Requests[2], .. SeedMessages.Cancel(), .. SeedMessages.Instance.Requests[1]]),
    ];

    protected override void Run(ClientCall method, byte[] input) => Client.Return(method, input);
}
