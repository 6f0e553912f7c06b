namespace TypedRpc.AotSmoke.Payloads;

public enum Side : byte
{
    Sell,
    Buy = 200,
}
