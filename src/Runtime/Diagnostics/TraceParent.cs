using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace TypedRpc.Diagnostics;

/// <summary>W3C trace context as it travels in a call's headers, read and written without strings. Source: https://www.w3.org/TR/trace-context/.</summary>
internal static class TraceParent
{
    public const string ParentHeader = "traceparent";
    public const string StateHeader = "tracestate";

    /// <summary>Bytes of a <c>traceparent</c> of version 00: <c>00-{32 digits}-{16 digits}-{2 digits}</c>.</summary>
    public const int Length = 55;

    private const int TraceStart = 3;
    private const int TraceLength = 32;
    private const int SpanStart = 36;
    private const int SpanLength = 16;
    private const int FlagsStart = 53;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>What a call carries of the caller's span: none, or a span of another format, is the default context.</summary>
    public static ActivityContext Of(Activity? activity) => activity is { IdFormat: ActivityIdFormat.W3C } ? activity.Context : default;

    /// <summary>Writes the parent header's value into <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> destination, in ActivityContext context)
    {
        "00-"u8.CopyTo(destination);
        Encoding.ASCII.GetBytes(context.TraceId.ToHexString(), destination[TraceStart..]);
        destination[SpanStart - 1] = (byte)'-';
        Encoding.ASCII.GetBytes(context.SpanId.ToHexString(), destination[SpanStart..]);
        destination[FlagsStart - 1] = (byte)'-';
        destination[FlagsStart] = (byte)'0';
        destination[FlagsStart + 1] = (byte)('0' + ((int)context.TraceFlags & 1));
    }

    /// <summary>Reads a parent header's value; false if it is not one, and then it counts as none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out ActivityTraceId traceId, out ActivitySpanId spanId, out ActivityTraceFlags flags)
    {
        traceId = default;
        spanId = default;
        flags = default;

        // Later versions may have more fields behind these; version ff is forbidden.
        if (value.Length < Length || (value.Length > Length && (value[Length] != '-' || value.StartsWith("00"u8))) || value.StartsWith("ff"u8))
        {
            return false;
        }

        var trace = value.Slice(TraceStart, TraceLength);
        var span = value.Slice(SpanStart, SpanLength);
        if (value[TraceStart - 1] != '-' || value[SpanStart - 1] != '-' || value[FlagsStart - 1] != '-'
            || !IsHex(value[..2]) || !IsHex(trace) || !IsHex(span) || !IsHex(value.Slice(FlagsStart, 2))
            || !trace.ContainsAnyExcept((byte)'0') || !span.ContainsAnyExcept((byte)'0'))
        {
            return false;
        }

        traceId = ActivityTraceId.CreateFromUtf8String(trace);
        spanId = ActivitySpanId.CreateFromUtf8String(span);
        var lastDigit = value[FlagsStart + 1];
        flags = (ActivityTraceFlags)((lastDigit <= '9' ? lastDigit - '0' : lastDigit - 'a' + 10) & 1);
        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits) => !digits.ContainsAnyExcept(HexDigits);
}
