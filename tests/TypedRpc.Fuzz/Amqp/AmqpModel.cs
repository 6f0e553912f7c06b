using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>The rules of AMQP for what a consumer receives, written down a second time and as plainly as possible: what the product does is compared with it.</summary>
internal sealed class AmqpModel(int channels, int maxBody)
{
    private const uint LargestFrame = 64 * 1024 * 1024;

    private readonly AmqpModelChannel?[] _channels = [null, .. Enumerable.Range(0, channels).Select(number => new AmqpModelChannel(maxBody, withProperties: number == channels - 1))];
    private readonly AmqpOutcome _outcome = new();

    public AmqpOutcome Read(byte[] stream)
    {
        for (var start = 0; stream.Length - start >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(start + 3));
            if (length > LargestFrame)
            {
                return Fail();
            }

            var end = start + 8 + (int)length;
            if (end > stream.Length)
            {
                break;
            }

            if (stream[end - 1] != 0xce)
            {
                return Fail();
            }

            if (!TryTake(stream[start], BinaryPrimitives.ReadUInt16BigEndian(stream.AsSpan(start + 1)), stream[(start + 7)..(end - 1)], out var taken))
            {
                return Fail();
            }

            if (!taken)
            {
                _outcome.Passed.Add(stream[start..end]);
            }

            start = end;
        }

        return _outcome;
    }

    private bool TryTake(byte type, int number, byte[] payload, out bool taken)
    {
        taken = false;
        if (type is < 1 or > 3 || number >= _channels.Length || _channels[number] is not { } channel)
        {
            return true;
        }

        try
        {
            taken = channel.Take(type, payload, _outcome);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private AmqpOutcome Fail()
    {
        _outcome.Failed = true;
        return _outcome;
    }
}
