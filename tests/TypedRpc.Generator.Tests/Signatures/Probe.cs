using System.Threading.Channels;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Where implementations put what arrives.</summary>
public sealed class Probe
{
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();

    public void Arrived(object?[] arguments) => _arrived.Writer.TryWrite(ValueText.Of(arguments)).ShouldBeTrue();

    internal Task<string> NextAsync() => _arrived.Reader.ReadAsync().AsTask().WaitAsync(TestTimeouts.Step);

    internal void ShouldBeEmpty() => _arrived.Reader.TryPeek(out _).ShouldBeFalse();
}
