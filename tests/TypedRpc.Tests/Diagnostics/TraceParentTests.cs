using System.Diagnostics;
using System.Text;
using TypedRpc.Diagnostics;

namespace TypedRpc.Tests.Diagnostics;

/// <summary>The header of W3C trace context, as other languages write it and as strangers might.</summary>
public sealed class TraceParentTests
{
    private const string Valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(Valid)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    public void What_is_written_is_what_was_read(string header)
    {
        TraceParent.TryRead(Encoding.ASCII.GetBytes(header), out var traceId, out var spanId, out var flags).ShouldBeTrue();

        var written = new byte[TraceParent.Length];
        TraceParent.Write(written, new ActivityContext(traceId, spanId, flags));
        Encoding.ASCII.GetString(written).ShouldBe(header);
    }

    [Theory]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes-later")]
    [InlineData("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0f")]
    public void A_later_version_is_read_as_far_as_it_is_known(string header)
    {
        TraceParent.TryRead(Encoding.ASCII.GetBytes(header), out _, out var spanId, out var flags).ShouldBeTrue();
        spanId.ToHexString().ShouldBe("b7ad6b7169203331");
        flags.ShouldBe(ActivityTraceFlags.Recorded);
    }

    [Theory]
    [Trait("Fault", "F18")]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333é-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x")]
    [InlineData("00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331_01")]
    [InlineData(Valid + "-more")]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more")]
    public void Anything_else_counts_as_none(string header) =>
        TraceParent.TryRead(Encoding.UTF8.GetBytes(header), out _, out _, out _).ShouldBeFalse();
}
