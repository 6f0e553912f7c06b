using TypedRpc.Fuzz.Amqp;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A stream of AMQP frames past the client library, whole, cut into slices, and with bodies received where they are kept: what is handed over, passed on and refused is what the model says.</summary>
internal sealed class AmqpTarget : IFuzzTarget
{
    private const int MaxBody = 4096;
    private const int NoBodyIsLarge = int.MaxValue / 2;
    private const int Channels = 2;
    private const int HeartbeatLength = 8;

    public IReadOnlyList<byte[]> Seeds => AmqpSeeds.All;

    public IMutator Mutator => AmqpMutator.Instance;

    /// <summary>What the most expensive of the ways to feed it cost, with the names and bytes that this keeps for the comparison.</summary>
    public long? Allocated { get; private set; }

    public void Run(byte[] input)
    {
        Allocated = 0;
        var expected = new AmqpModel(Channels, MaxBody).Read(input);

        // The slices depend on the input alone, so that a file of the corpus is all there is to a finding.
        var random = new FuzzRandom((ulong)input.Length, input.Aggregate(0ul, static (hash, value) => unchecked((hash * 31) + value)));
        Compare(expected, Feed(input, static () => int.MaxValue, NoBodyIsLarge), "whole");
        var largest = 1 + random.Next(1 + random.Next(200));
        Compare(expected, Feed(input, () => 1 + random.Next(largest), NoBodyIsLarge), "sliced");
        Compare(expected, Feed(input, () => 1 + random.Next(largest), 1 + random.Next(largest)), "received in place");
    }

    public void Dispose()
    {
    }

    private AmqpOutcome Feed(byte[] input, Func<int> slice, int largeBody)
    {
        var outcome = new AmqpOutcome();
        var tap = new DeliveryTap(MaxBody);
        for (var channel = 1; channel <= Channels; channel++)
        {
            tap.Add(
                channel,
                AmqpSeeds.Ours,
                message => outcome.Deliver(
                    message.DeliveryTag, message.Redelivered, message.Exchange, message.RoutingKey, message.ReplyTo, message.UserId, PropertiesText.Of(message.Properties),
                    message.SkippedBytes, message.Body.Span),
                withProperties: channel == Channels);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var frames = new FrameBuffer(tap, part => outcome.Passed.Add(part.ToArray()), largeBody);
        try
        {
            for (ReadOnlySpan<byte> rest = input; !rest.IsEmpty;)
            {
                var count = Math.Min(Math.Min(slice(), rest.Length), frames.Free.Length);
                FuzzFailureException.ThrowIf(count == 0, "there is no room to receive into");
                rest[..count].CopyTo(frames.Free);
                frames.OnReceived(count);
                rest = rest[count..];
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            outcome.Failed = true;
        }

        frames.End();
        Allocated = Math.Max(Allocated ?? 0, GC.GetAllocatedBytesForCurrentThread() - before);
        return outcome;
    }

    private static void Compare(AmqpOutcome expected, AmqpOutcome outcome, string how)
    {
        FuzzFailureException.ThrowIf(outcome.Failed != expected.Failed, $"{how}: {(outcome.Failed ? "refused" : "accepted")}, against the model");
        FuzzFailureException.ThrowIf(!outcome.Messages.SequenceEqual(expected.Messages), $"{how}: handed over [{string.Join("; ", outcome.Messages)}] instead of [{string.Join("; ", expected.Messages)}]");
        var passed = expected.AllPassed();
        FuzzFailureException.ThrowIf(!Matches(passed, outcome.AllPassed(), expected.Failed) && !MatchesWithoutHeartbeat(passed, outcome, expected.Failed), $"{how}: other bytes are passed on than came");
    }

    // What stands before an error in the same receive is not passed on: the connection ends.
    private static bool Matches(byte[] expected, byte[] passed, bool failed) => failed ? expected.AsSpan().StartsWith(passed) : expected.AsSpan().SequenceEqual(passed);

    /// <summary>The library gets a heartbeat of ours once a second while there are deliveries.</summary>
    private static bool MatchesWithoutHeartbeat(byte[] expected, AmqpOutcome outcome, bool failed) =>
        Enumerable.Range(0, outcome.Passed.Count).Any(index => outcome.Passed[index].Length == HeartbeatLength && outcome.Passed[index][0] == 8 && Matches(expected, outcome.AllPassed(index), failed));
}
