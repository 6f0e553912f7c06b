namespace TypedRpc.TestSupport.Faults;

/// <summary>What a <see cref="FaultProxy"/> does with one method of AMQP. Disposing ends the rule and lets go what it holds.</summary>
public sealed class MethodRule : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AmqpMethod _method;
    private readonly FaultDirection _direction;
    private readonly Func<FaultConnection, bool>? _where;
    private readonly Func<Task, Task>? _hold;
    private int _left;
    private int _hits;

    /// <param name="method">The method.</param>
    /// <param name="direction">Which way it must go.</param>
    /// <param name="where">On which connections, or null for all.</param>
    /// <param name="times">How often the rule applies.</param>
    /// <param name="hold">Until when the method is held, given the gate that <see cref="Release"/> opens; null to drop it.</param>
    internal MethodRule(AmqpMethod method, FaultDirection direction, Func<FaultConnection, bool>? where, int times, Func<Task, Task>? hold)
    {
        (_method, _direction, _where, _left, _hold) = (method, direction, where, times, hold);
    }

    /// <summary>How many methods the rule caught.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Completes when the rule has caught its first method.</summary>
    public Task FirstHit => _first.Task;

    /// <summary>On which channel, or null for all.</summary>
    internal int? Channel { get; init; }

    internal bool IsDrop => _hold is null;

    /// <summary>Lets go the methods that the rule holds, and holds none any more.</summary>
    public void Release()
    {
        Volatile.Write(ref _left, 0);
        _gate.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    /// <summary>Whether the rule applies to a method, and if so until when it is held.</summary>
    internal bool Catches(AmqpMethod method, int channel, FaultDirection direction, FaultConnection connection, out Task until)
    {
        until = Task.CompletedTask;
        if (method != _method || channel != (Channel ?? channel) || (direction & _direction) == 0 || _where?.Invoke(connection) == false || !TakeOne())
        {
            return false;
        }

        Interlocked.Increment(ref _hits);
        _first.TrySetResult();
        until = _hold?.Invoke(_gate.Task) ?? until;
        return true;
    }

    private bool TakeOne()
    {
        int left = Volatile.Read(ref _left);
        while (left > 0)
        {
            int seen = Interlocked.CompareExchange(ref _left, left - 1, left);
            if (seen == left)
            {
                return true;
            }

            left = seen;
        }

        return false;
    }
}
