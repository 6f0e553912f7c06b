using System.Diagnostics;
using System.Text;
using MessagePack;
using TypedRpc.Diagnostics;

namespace TypedRpc.Protocol;

/// <summary>The header map of a call: checks what a caller sets, reads what a stranger sent.</summary>
internal static class HeaderCodec
{
    private const int MaxCount = 64;
    private const int MaxBytes = 16 * 1024;

    /// <summary>Refuses headers that may not travel.</summary>
    /// <exception cref="ArgumentException">Too many, too large, or a reserved name.</exception>
    public static void Validate(IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is null)
        {
            return;
        }

        var bytes = 0;
        foreach (var (name, value) in headers)
        {
            if (string.IsNullOrEmpty(name) || value is null)
            {
                throw new ArgumentException("A header has an empty name or a null value.", nameof(headers));
            }

            if (name is TraceParent.ParentHeader or TraceParent.StateHeader)
            {
                throw new ArgumentException($"Header '{name}' is set by the runtime from Activity.Current; it cannot be set by hand.", nameof(headers));
            }

            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        if (headers.Count > MaxCount || bytes > MaxBytes)
        {
            throw new ArgumentException($"{headers.Count} headers with {bytes:N0} bytes; at most {MaxCount} with {MaxBytes:N0} bytes can travel with a call.", nameof(headers));
        }
    }

    /// <summary>The trace context of a call that is not executed; none if the headers cannot be read.</summary>
    public static ActivityContext ReadTrace(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return Read(encoded)?.Trace ?? default;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return default;
        }
    }

    /// <summary>Whether an exception of <see cref="Read"/> says that the headers are not a map of strings.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is MessagePackSerializationException or EndOfStreamException or InvalidOperationException or OverflowException;

    /// <summary>Reads the map, if there is one; trace context is taken out of it.</summary>
    /// <exception cref="MessagePackSerializationException">It is not a map of strings.</exception>
    public static RequestHeaders? Read(ReadOnlyMemory<byte> encoded)
    {
        var reader = new MessagePackReader(encoded);
        if (encoded.IsEmpty || reader.TryReadNil())
        {
            return null;
        }

        var count = reader.ReadMapHeader();
        if (count > MaxCount + 2 || encoded.Length > MaxBytes + 1024)
        {
            throw new MessagePackSerializationException($"{count} headers with {encoded.Length:N0} bytes are too many.");
        }

        Dictionary<string, string>? headers = null;
        ActivityTraceId traceId = default;
        ActivitySpanId spanId = default;
        ActivityTraceFlags flags = default;
        string? state = null;
        for (var index = 0; index < count; index++)
        {
            if (!reader.TryReadStringSpan(out var name))
            {
                // Nil; anything else that is no string throws. So does a value below.
                reader.ReadString();
                reader.ReadString();
            }
            else if (name.SequenceEqual("traceparent"u8))
            {
                if (reader.TryReadStringSpan(out var parent))
                {
                    TraceParent.TryRead(parent, out traceId, out spanId, out flags);
                }
                else
                {
                    reader.ReadString();
                }
            }
            else if (name.SequenceEqual("tracestate"u8))
            {
                state = reader.ReadString();
            }
            else
            {
                (headers ??= [])[Encoding.UTF8.GetString(name)] = reader.ReadString() ?? string.Empty;
            }
        }

        var trace = traceId == default ? default : new ActivityContext(traceId, spanId, flags, state, isRemote: true);
        return new RequestHeaders(headers ?? RequestHeaders.None, trace);
    }
}
