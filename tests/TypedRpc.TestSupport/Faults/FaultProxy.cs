using System.Collections.Immutable;
using System.Net.Sockets;

namespace TypedRpc.TestSupport.Faults;

/// <summary>
/// Stands between clients and a broker and does to their connections what networks do: cuts, resets, stalls, black holes, delays, narrow links; and what only
/// one who knows AMQP can do: lose or hold back one method. Faults that hit connections hit those that there are, unless said otherwise.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly FaultListener _listener;
    private readonly TimeProvider _time;
    private readonly Uri _broker;
    private ImmutableDictionary<FaultConnection, Task> _open = ImmutableDictionary<FaultConnection, Task>.Empty;
    private ImmutableList<Action<FaultConnection>> _standing = [];
    private volatile MethodRule[] _rules = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;
    private bool _disposed;

    private FaultProxy(Uri broker, TimeProvider? time)
    {
        (_broker, _time) = (broker, time ?? TimeProvider.System);
        _listener = new FaultListener(socket => _ = ConnectAsync(socket));
        Uri = new UriBuilder(broker) { Host = "127.0.0.1", Port = _listener.Port }.Uri;
    }

    /// <summary>The broker, as it is reached through the proxy, with the same credentials.</summary>
    public Uri Uri { get; }

    /// <summary>The connections that are open, the oldest first.</summary>
    public IReadOnlyList<FaultConnection> Connections => [.. Volatile.Read(ref _open).Keys.OrderBy(static connection => connection.Number)];

    /// <summary>How many connections there have been.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Called with every new connection before its first byte passes; to have faults hit connections to come.</summary>
    public Action<FaultConnection>? OnConnection { get; set; }

    /// <summary>Starts to listen on a port of the loopback interface.</summary>
    /// <param name="broker">Where the broker is; credentials are kept in <see cref="Uri"/>.</param>
    /// <param name="time">The clock of delays and bandwidth; the system's if null.</param>
    public static Task<FaultProxy> StartAsync(Uri broker, TimeProvider? time = null)
    {
        var proxy = new FaultProxy(broker, time);
        proxy.AcceptConnections();
        return Task.FromResult(proxy);
    }

    /// <summary>The broker through the proxy with other credentials.</summary>
    public Uri UriFor(string user, string password) =>
        new UriBuilder(Uri) { UserName = Uri.EscapeDataString(user), Password = Uri.EscapeDataString(password) }.Uri;

    /// <inheritdoc cref="FaultConnection.Cut"/>
    public void Cut(Func<FaultConnection, bool>? where = null) => ForEach(where, static connection => connection.Cut());

    /// <inheritdoc cref="FaultConnection.Reset"/>
    public void Reset(Func<FaultConnection, bool>? where = null) => ForEach(where, static connection => connection.Reset());

    /// <inheritdoc cref="FaultConnection.Stall"/>
    public void Stall(FaultDirection direction = FaultDirection.Both, Func<FaultConnection, bool>? where = null) =>
        ForEach(where, connection => connection.Stall(direction));

    /// <inheritdoc cref="FaultConnection.Resume"/>
    public void Resume(FaultDirection direction = FaultDirection.Both, Func<FaultConnection, bool>? where = null) =>
        ForEach(where, connection => connection.Resume(direction));

    /// <inheritdoc cref="FaultConnection.HalfOpen"/>
    public void HalfOpen(FaultDirection direction = FaultDirection.Both, Func<FaultConnection, bool>? where = null) =>
        ForEach(where, connection => connection.HalfOpen(direction));

    /// <inheritdoc cref="FaultConnection.CutAfter"/>
    public void CutAfter(FaultDirection direction, long bytes, bool reset = false, Func<FaultConnection, bool>? where = null) =>
        ForEach(where, connection => connection.CutAfter(direction, bytes, reset));

    /// <summary>Every byte is under way for this long, on connections to come as well.</summary>
    public void Delay(TimeSpan time, TimeSpan jitter = default, FaultDirection direction = FaultDirection.Both) =>
        FromNowOn(connection => connection.Delay(time, jitter, direction));

    /// <summary>This share of the packets is lost, on connections to come as well. Nothing is missing in the end: TCP sends them again, and what comes behind them waits.</summary>
    public void Lose(double share, FaultDirection direction = FaultDirection.Both) =>
        FromNowOn(connection => connection.Lose(share, direction));

    /// <summary>So many bytes a second go through each connection, those to come as well; null for no bound.</summary>
    public void Bandwidth(int? bytesPerSecond, FaultDirection direction = FaultDirection.Both) =>
        FromNowOn(connection => connection.Bandwidth(bytesPerSecond, direction));

    /// <summary>At most so many bytes go in one piece, on connections to come as well; null for no bound.</summary>
    public void Slice(int? maxBytes, FaultDirection direction = FaultDirection.Both) =>
        FromNowOn(connection => connection.Slice(maxBytes, direction));

    /// <summary>Loses a method, with its message if it has one, on connections to come as well.</summary>
    /// <param name="method">The method.</param>
    /// <param name="direction">Which way it must go.</param>
    /// <param name="times">How many are lost; the rest passes.</param>
    /// <param name="where">On which connections, or null for all.</param>
    /// <param name="channel">On which channel of them, or null for all.</param>
    public MethodRule Drop(
        AmqpMethod method,
        FaultDirection direction = FaultDirection.Both,
        int times = int.MaxValue,
        Func<FaultConnection, bool>? where = null,
        int? channel = null) =>
        Add(new MethodRule(method, direction, where, times, hold: null) { Channel = channel });

    /// <summary>Holds a method and what follows it on its channel, for a time; other channels go on.</summary>
    /// <inheritdoc cref="Drop"/>
    public MethodRule DelayMethod(
        AmqpMethod method,
        TimeSpan time,
        FaultDirection direction = FaultDirection.Both,
        int times = int.MaxValue,
        Func<FaultConnection, bool>? where = null) =>
        Add(new MethodRule(method, direction, where, times, gate => Task.WhenAny(gate, Task.Delay(time, _time))));

    /// <summary>Holds a method and what follows it on its channel until <see cref="MethodRule.Release"/>; other channels go on.</summary>
    /// <inheritdoc cref="Drop"/>
    public MethodRule HoldMethod(
        AmqpMethod method, FaultDirection direction = FaultDirection.Both, int times = int.MaxValue, Func<FaultConnection, bool>? where = null) =>
        Add(new MethodRule(method, direction, where, times, static gate => gate));

    /// <summary>New connections are refused, as by a port that nobody listens on.</summary>
    public void RefuseConnections() => _listener.Refuse();

    /// <summary>New connections are accepted and never hear anything.</summary>
    public void SwallowConnections() => _listener.Accept(silently: true);

    /// <summary>New connections reach the broker.</summary>
    public void AcceptConnections() => _listener.Accept(silently: false);

    /// <summary>The broker is cut off without a sign: connections that there are swallow everything, new ones never speak.</summary>
    public void Partition()
    {
        SwallowConnections();
        HalfOpen();
    }

    /// <summary>Ends every fault: rules, conditions, stalls. What was cut stays cut, what was swallowed stays lost.</summary>
    public void Heal()
    {
        MethodRule[] rules;
        lock (_lock)
        {
            _standing = [];
            (rules, _rules) = (_rules, []);
        }

        Array.ForEach(rules, static rule => rule.Release());
        ForEach(null, static connection => connection.Heal());
        AcceptConnections();
    }

    /// <summary>Completes when so many connections are open.</summary>
    public Task OpenAsync(int count) => UntilAsync(() => _open.Count == count, $"{count} open connections");

    /// <summary>Completes when so many connections have been accepted since the start.</summary>
    public Task AcceptedAsync(int count) => UntilAsync(() => _accepted >= count, $"{count} accepted connections");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ImmutableDictionary<FaultConnection, Task> open;
        lock (_lock)
        {
            _disposed = true;
            open = _open;
        }

        _listener.Dispose();
        foreach (FaultConnection connection in open.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(open.Values).WaitAsync(TestTimeouts.Step);
    }

    private async Task ConnectAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(_broker.Host, _broker.Port).WaitAsync(TestTimeouts.Step);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            // Nobody listens there: the nearest to that, once a connection is accepted, is a reset.
            near.LingerState = new LingerOption(true, 0);
            near.Dispose();
            far.Dispose();
            return;
        }

        Take(near, far);
    }

    private void Take(Socket near, Socket far)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_disposed)
            {
                near.Dispose();
                far.Dispose();
                return;
            }

            var connection = new FaultConnection(++_accepted, near, far, () => _rules, _time);
            _standing.ForEach(standing => standing(connection));
            OnConnection?.Invoke(connection);
            _open = _open.Add(connection, Task.Run(() => RunAsync(connection)));
            changed = Change();
        }

        changed.TrySetResult();
    }

    private async Task RunAsync(FaultConnection connection)
    {
        await connection.RunAsync();
        TaskCompletionSource changed;
        lock (_lock)
        {
            _open = _open.Remove(connection);
            changed = Change();
        }

        changed.TrySetResult();
    }

    // Under the lock; the caller completes it outside.
    private TaskCompletionSource Change()
    {
        TaskCompletionSource changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return changed;
    }

    private async Task UntilAsync(Func<bool> condition, string what)
    {
        using var bound = new CancellationTokenSource(TestTimeouts.Step);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition())
                {
                    return;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {TestTimeouts.Step.TotalSeconds:0} s: {what}; {_open.Count} open, {_accepted} accepted.");
            }
        }
    }

    private MethodRule Add(MethodRule rule)
    {
        lock (_lock)
        {
            _rules = [.. _rules, rule];
        }

        return rule;
    }

    private void FromNowOn(Action<FaultConnection> verb)
    {
        lock (_lock)
        {
            _standing = _standing.Add(verb);
            ForEach(null, verb);
        }
    }

    private void ForEach(Func<FaultConnection, bool>? where, Action<FaultConnection> verb)
    {
        foreach (FaultConnection connection in Connections.Where(where ?? (static _ => true)))
        {
            verb(connection);
        }
    }
}
