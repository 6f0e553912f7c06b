using TypedRpc.Protocol;

namespace TypedRpc.Tests.Protocol;

/// <summary>Whatever comes from the network ends in a frame or an error, never in an exception.</summary>
public sealed class FrameReaderTests
{
    [Fact]
    public void Random_and_mutated_bytes_never_throw()
    {
        // Seeded, so that a failure can be repeated.
        var random = new Random(20261123);
        var valid = Convert.FromHexString("97" + "00" + "cf0102030405060708" + "ce00001388" + "01" + "a3412f42" + "81a161a162" + "c60000000291" + "2a");
        for (var run = 0; run < 200_000; run++)
        {
            byte[] bytes;
            if (run % 2 == 0)
            {
                bytes = new byte[random.Next(64)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = [.. valid];
                for (var mutation = random.Next(4); mutation >= 0; mutation--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            ReadOnlyMemory<byte> body = bytes;
            while (!body.IsEmpty && FrameReader.TryRead(ref body, out _, out _))
            {
            }
        }
    }

    [Fact]
    public void Further_elements_of_a_later_version_are_skipped()
    {
        ReadOnlyMemory<byte> body = Convert.FromHexString("94" + "01" + "07" + "c4012a" + "83a161" + "01a16202a16303");
        FrameReader.TryRead(ref body, out var frame, out var error).ShouldBeTrue(error);
        (frame.CallId, body.Length).ShouldBe((7ul, 0));
    }
}
