namespace TypedRpc;

/// <summary>Implemented by generated clients, and by decorators that want <c>With(...)</c> to work through them.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public interface IRpcClient<out TContract>
    where TContract : class
{
    /// <summary>A client that makes its calls with these options; this client is unchanged.</summary>
    /// <param name="options">The options; what they leave unset stays as it is.</param>
    TContract With(CallOptions options);
}
