namespace TypedRpc;

/// <summary>What a handler can know of the call that it serves: <see cref="Current"/>.</summary>
public abstract class RpcContext
{
    private static readonly AsyncLocal<RpcContext?> Ambient = new();

    /// <summary>For the runtime.</summary>
    private protected RpcContext()
    {
    }

    /// <summary>The call that the current code serves.</summary>
    /// <exception cref="InvalidOperationException">The current code does not run inside a handler.</exception>
    public static RpcContext Current => Ambient.Value
        ?? throw new InvalidOperationException("RpcContext.Current is there only inside a handler that TypedRpc called; use RpcContext.TryGetCurrent elsewhere.");

    /// <summary>The call that the current code serves, or null outside a handler.</summary>
    public static RpcContext? TryGetCurrent() => Ambient.Value;

    /// <summary>Headers that the caller set; empty when there are none.</summary>
    public abstract IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary><c>Service/Method</c> of the call.</summary>
    public abstract string Method { get; }

    /// <summary>Time left until the deadline, never negative; <see cref="Timeout.InfiniteTimeSpan"/> for a one-way call, which has none.</summary>
    public abstract TimeSpan Remaining { get; }

    /// <summary>Fires when the caller cancels, the deadline passes, or the server stops and does not wait any longer.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Whether the broker delivered the request before: the method may have run already. True only for <see cref="IdempotentAttribute">idempotent</see> methods.</summary>
    public abstract bool Redelivered { get; }

    /// <summary>Number of the attempt, from 1; above 1 when the client's runtime sent the call again.</summary>
    public abstract int Attempt { get; }

    /// <summary>Broker user that published the request, as verified by the broker, or null when the client did not state one.</summary>
    /// <remarks>Verified by RabbitMQ's validated user-id: https://www.rabbitmq.com/docs/validated-user-id.</remarks>
    public abstract string? Caller { get; }

    internal static void SetCurrent(RpcContext? context) => Ambient.Value = context;
}
