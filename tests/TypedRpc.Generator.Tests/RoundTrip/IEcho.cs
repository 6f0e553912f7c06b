using System.Diagnostics.CodeAnalysis;

namespace TypedRpc.Generator.Tests.RoundTrip;

[RabbitService("echo")]
public interface IEcho : IEchoBase
{
    Task<string> JoinAsync(string text, int number, Guid id, double? factor = 1.5, string tail = "!", CancellationToken cancellationToken = default);

    ValueTask<int[]> ReverseAsync(int[] numbers);

    Task<string?> MaybeAsync(string? text);

    ValueTask<long> SumAsync(byte a, short b, int c, long d, sbyte e, ushort f, uint g, ulong h, float i);

    Task<string?> LenientAsync([AllowNull] string text);

    ValueTask<string> StrictAsync([DisallowNull] string? text);

    Task NothingAsync();

    [OneWay]
    ValueTask RecordAsync(string text);
}
