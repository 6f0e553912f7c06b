namespace TypedRpc.Serialization;

/// <summary>MessagePack bytes that are written in place because their value is known only later.</summary>
internal static class WireFormat
{
    public const byte Bin32 = 0xc6;
    public const byte UInt32 = 0xce;
    public const byte UInt64 = 0xcf;
    public const int BinHeaderSize = 5;
}
