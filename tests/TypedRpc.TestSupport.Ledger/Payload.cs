using System.Security.Cryptography;
using System.Text;

namespace TypedRpc.TestSupport.Ledger;

/// <summary>Payloads that nobody else has, and answers that only their handlers can give.</summary>
public static class Payload
{
    /// <summary>Random bytes.</summary>
    public static byte[] Random(int size) => RandomNumberGenerator.GetBytes(size);

    /// <summary>The hash of a payload, as the ledger holds it.</summary>
    public static string HashOf(byte[] payload) => Convert.ToHexStringLower(SHA256.HashData(payload));

    /// <summary>The right answer to a call with a payload of this hash.</summary>
    public static string AnswerTo(string callId, string hash) => HashOf(Encoding.UTF8.GetBytes($"{callId} {hash}"));
}
