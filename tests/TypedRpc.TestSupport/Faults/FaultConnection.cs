using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TypedRpc.TestSupport.Faults;

/// <summary>One connection through a <see cref="FaultProxy"/>, and what can be done to it alone.</summary>
public sealed class FaultConnection : IDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<AmqpMethod, int> _seen = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _brokerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _bothRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _time;
    private readonly Socket _near;
    private readonly Socket _far;
    private readonly FaultRelay _toBroker;
    private readonly FaultRelay _toClient;
    private int _streamsRead;
    private int _ending;

    internal FaultConnection(int number, Socket near, Socket far, Func<MethodRule[]> rules, TimeProvider time)
    {
        (Number, _near, _far, _time) = (number, near, far, time);
        _near.NoDelay = _far.NoDelay = true;
        BrokerSidePort = ((IPEndPoint)far.LocalEndPoint!).Port;
        _toBroker = new FaultRelay(this, near, far, FaultDirection.ToBroker, rules, time);
        _toClient = new FaultRelay(this, far, near, FaultDirection.ToClient, rules, time);
    }

    /// <summary>1 for the first connection that the proxy accepted, and so on.</summary>
    public int Number { get; }

    /// <summary>The client's port as the broker sees it, to find the connection there.</summary>
    public int BrokerSidePort { get; }

    /// <summary>Completes when both sockets are closed.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Completes when the broker's side has ended, before the client hears of it.</summary>
    public Task BrokerEnded => _brokerEnded.Task;

    /// <summary>Bytes that the broker was sent.</summary>
    public long BytesToBroker => _toBroker.Writer.Passed;

    /// <summary>Bytes that the client was sent.</summary>
    public long BytesToClient => _toClient.Writer.Passed;

    /// <summary>How often a method came by, either way.</summary>
    public int CountOf(AmqpMethod method) => _seen.GetValueOrDefault(method);

    /// <summary>Closes both sockets in an orderly way: FIN to either side.</summary>
    public void Cut() => End(reset: false);

    /// <summary>Breaks both sockets: RST to either side.</summary>
    public void Reset() => End(reset: true);

    /// <summary>Passes nothing on any more, and holds it back, until <see cref="Resume"/>.</summary>
    public void Stall(FaultDirection direction = FaultDirection.Both) => SetMode(direction, RelayMode.Stall);

    /// <summary>Passes on again, first what was held back. What vanished in a half-open connection stays lost.</summary>
    public void Resume(FaultDirection direction = FaultDirection.Both) => SetMode(direction, RelayMode.Pass);

    /// <summary>Swallows everything, the end of either stream included; neither side hears anything.</summary>
    public void HalfOpen(FaultDirection direction = FaultDirection.Both) => SetMode(direction, RelayMode.Swallow);

    /// <summary>Every byte is under way for this long.</summary>
    public void Delay(TimeSpan time, TimeSpan jitter = default, FaultDirection direction = FaultDirection.Both) =>
        Change(direction, link => link with { Delay = time, Jitter = jitter });

    /// <summary>This share of the packets is lost. Nothing is missing in the end: TCP sends them again, and what comes behind them waits.</summary>
    public void Lose(double share, FaultDirection direction = FaultDirection.Both) =>
        Change(direction, link => link with { Loss = share });

    /// <summary>So many bytes a second go through; null for no bound.</summary>
    public void Bandwidth(int? bytesPerSecond, FaultDirection direction = FaultDirection.Both) =>
        Change(direction, link => link with { BytesPerSecond = bytesPerSecond });

    /// <summary>At most so many bytes go in one piece; null for no bound.</summary>
    public void Slice(int? maxBytes, FaultDirection direction = FaultDirection.Both) =>
        Change(direction, link => link with { SliceBytes = maxBytes });

    /// <summary>Lets <paramref name="bytes"/> further bytes pass one way, also if that is within a frame, then ends the connection.</summary>
    public void CutAfter(FaultDirection direction, long bytes, bool reset = false)
    {
        foreach (RelayWriter writer in Writers(direction))
        {
            writer.CutAfter(bytes, reset);
        }
    }

    /// <summary>A good link again: no delay, no bounds, nothing stalled or swallowed. Connections that were cut stay so.</summary>
    public void Heal()
    {
        Change(FaultDirection.Both, static _ => LinkConditions.Good);
        Resume();
    }

    /// <summary>Breaks both sockets at once, whatever is under way; the proxy does it to what is left when it ends.</summary>
    public void Dispose()
    {
        End(reset: true);
        Close();
        _ended.Cancel();
    }

    /// <inheritdoc/>
    public override string ToString() => $"connection {Number}";

    internal async Task RunAsync()
    {
        await Task.WhenAll(_toBroker.RunAsync(_ended.Token), _toClient.RunAsync(_ended.Token));
        Close();
        _closed.TrySetResult();
    }

    internal void Note(AmqpMethod method) => _seen.AddOrUpdate(method, 1, static (_, count) => count + 1);

    internal void NoteEndOfReading(FaultDirection direction)
    {
        if (direction == FaultDirection.ToClient)
        {
            _brokerEnded.TrySetResult();
        }

        if (Interlocked.Increment(ref _streamsRead) == 2)
        {
            _bothRead.TrySetResult();
        }
    }

    internal void NoteBrokenWriting() => End(reset: true);

    internal void End(bool reset)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
        {
            return;
        }

        if (reset)
        {
            Abort(_near);
            Abort(_far);
            _ended.Cancel();
        }
        else
        {
            _ = CutAsync();
        }
    }

    // A socket that is closed with unread bytes sends RST, not FIN; so both are read to their ends first.
    private async Task CutAsync()
    {
        HalfOpen();
        Finish(_near);
        Finish(_far);
        await Task.WhenAny(_bothRead.Task, Task.Delay(CloseTimeout, _time));
        await _ended.CancelAsync();
    }

    private void Close()
    {
        Interlocked.Exchange(ref _ending, 1);
        _near.Dispose();
        _far.Dispose();
    }

    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    private static void Finish(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private IEnumerable<RelayWriter> Writers(FaultDirection direction)
    {
        if (direction.HasFlag(FaultDirection.ToBroker))
        {
            yield return _toBroker.Writer;
        }

        if (direction.HasFlag(FaultDirection.ToClient))
        {
            yield return _toClient.Writer;
        }
    }

    private void SetMode(FaultDirection direction, RelayMode mode)
    {
        foreach (RelayWriter writer in Writers(direction))
        {
            writer.SetMode(mode);
        }
    }

    private void Change(FaultDirection direction, Func<LinkConditions, LinkConditions> change)
    {
        foreach (RelayWriter writer in Writers(direction))
        {
            writer.Conditions = change(writer.Conditions);
        }
    }
}
