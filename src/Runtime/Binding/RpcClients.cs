using System.ComponentModel;

namespace TypedRpc.Binding;

/// <summary>What generated extension methods call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcClients
{
    /// <summary>A client like this one that makes its calls with other options.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="client">A generated client, or a decorator that implements <see cref="IRpcClient{TContract}"/>.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException"><paramref name="client"/> is neither.</exception>
    public static TContract With<TContract>(TContract client, CallOptions options)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        return client is IRpcClient<TContract> rpcClient
            ? rpcClient.With(options)
            : throw new ArgumentException(
                $"With(...) needs a client that TypedRpc made; this is a '{client.GetType()}'. A decorator or test double supports it by implementing IRpcClient<{typeof(TContract).Name}>.",
                nameof(client));
    }
}
