namespace TypedRpc.Generator.Model;

/// <summary>How a value is read and written. The primitives are named as in <c>MessagePackReader.Read…</c>.</summary>
internal enum PayloadKind
{
    Codec,
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    String,
}
