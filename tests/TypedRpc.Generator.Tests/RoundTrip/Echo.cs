using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TypedRpc.Generator.Tests.RoundTrip;

internal sealed class Echo : IEcho
{
    public string? Recorded { get; private set; }

    public CancellationToken Token { get; private set; }

    public Task<string> JoinAsync(string text, int number, Guid id, double? factor, string tail, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{text} {number} {id:N} {factor}{tail}"));
    }

    public ValueTask<int[]> ReverseAsync(int[] numbers) => new([.. numbers.Reverse()]);

    public Task<string?> MaybeAsync(string? text) => Task.FromResult(text);

    public Task<string?> LenientAsync([AllowNull] string text) => Task.FromResult(text ?? null);

    public ValueTask<string> StrictAsync([DisallowNull] string? text) => new(text);

    public ValueTask<long> SumAsync(byte a, short b, int c, long d, sbyte e, ushort f, uint g, ulong h, float i) => new(a + b + c + d + e + f + g + (long)h + (long)i);

    public Task NothingAsync() => Task.CompletedTask;

    public ValueTask RecordAsync(string text)
    {
        Recorded = text;
        return default;
    }

    public ValueTask<DayOfWeek> NextAsync(DayOfWeek day, CancellationToken token) => new(day + 1);
}
