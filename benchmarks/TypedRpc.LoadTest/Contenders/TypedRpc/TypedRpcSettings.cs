namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>Settings of the variants.</summary>
internal static class TypedRpcSettings
{
    public static void OneCallPerMessage(TypedRpcOptions options) => options.Coalescing.Enabled = false;
}
