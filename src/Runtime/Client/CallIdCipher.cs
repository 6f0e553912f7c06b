using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace TypedRpc.Client;

/// <summary>Turns numbers into others one to one, so that who has seen some of them can guess no other: a stranger must not be able to answer a call.</summary>
/// <remarks>Speck64/128, https://eprint.iacr.org/2013/404: a block of 64 bits, as large as a call's number, and some fifty nanoseconds.</remarks>
internal sealed class CallIdCipher
{
    public const int KeySize = 16;

    private const int Rounds = 27;

    private readonly uint[] _keys = new uint[Rounds];

    /// <param name="key">The key, in the byte order of the paper's test vectors; random and secret.</param>
    public CallIdCipher(ReadOnlySpan<byte> key)
    {
        Span<uint> words = stackalloc uint[KeySize / sizeof(uint)];
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = BinaryPrimitives.ReadUInt32LittleEndian(key[(word * sizeof(uint))..]);
        }

        _keys[0] = words[0];
        for (var round = 0; round < Rounds - 1; round++)
        {
            ref var other = ref words[1 + (round % 3)];
            other = unchecked(_keys[round] + BitOperations.RotateRight(other, 8)) ^ (uint)round;
            _keys[round + 1] = BitOperations.RotateLeft(_keys[round], 3) ^ other;
        }
    }

    /// <summary>A cipher with a key that nobody knows.</summary>
    public static CallIdCipher Create() => new(RandomNumberGenerator.GetBytes(KeySize));

    public ulong Encrypt(ulong number)
    {
        var (high, low) = ((uint)(number >> 32), (uint)number);
        foreach (var key in _keys)
        {
            high = unchecked(BitOperations.RotateRight(high, 8) + low) ^ key;
            low = BitOperations.RotateLeft(low, 3) ^ high;
        }

        return ((ulong)high << 32) | low;
    }

    public ulong Decrypt(ulong id)
    {
        var (high, low) = ((uint)(id >> 32), (uint)id);
        for (var round = Rounds - 1; round >= 0; round--)
        {
            low = BitOperations.RotateRight(low ^ high, 3);
            high = BitOperations.RotateLeft(unchecked((high ^ _keys[round]) - low), 8);
        }

        return ((ulong)high << 32) | low;
    }
}
