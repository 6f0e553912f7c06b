using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace TypedRpc.TestSupport.Faults;

/// <summary>The receiving end of one direction: writes what is due, in the way the link's conditions allow.</summary>
internal sealed class RelayWriter(FaultConnection connection, Socket to, ChannelReader<RelayChunk> line, TimeProvider time)
{
    private const long NoCut = -1;

    // Timers are good to a few milliseconds, so shorter waits add up until they are worth one.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private TaskCompletionSource _modeChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RelayMode _mode;
    private TimeSpan _debt;
    private long _left = NoCut;
    private bool _cutByReset;
    private long _passed;

    public LinkConditions Conditions { get; set; } = LinkConditions.Good;

    /// <summary>Bytes that were written.</summary>
    public long Passed => Volatile.Read(ref _passed);

    public void SetMode(RelayMode mode)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (_mode, changed, _modeChanged) = (mode, _modeChanged, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }

    /// <summary>After so many further bytes the connection is cut.</summary>
    public void CutAfter(long bytes, bool reset)
    {
        _cutByReset = reset;
        Volatile.Write(ref _left, bytes);
    }

    public async Task RunAsync(CancellationToken ended)
    {
        try
        {
            await foreach (RelayChunk chunk in line.ReadAllAsync(ended))
            {
                await WaitAsync(time.GetElapsedTime(time.GetTimestamp(), chunk.Due), ended);
                if (chunk.Bytes is null)
                {
                    await EndAsync(chunk.IsAbort, ended);
                    return;
                }

                await WriteAsync(chunk.Bytes.AsMemory(0, chunk.Count), ended);
                ArrayPool<byte>.Shared.Return(chunk.Bytes);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The receiver is gone. While the connection is being cut that is meant, otherwise the sender hears of it.
            connection.NoteBrokenWriting();
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        while (!bytes.IsEmpty)
        {
            if (await ModeAsync(ended) == RelayMode.Swallow)
            {
                return;
            }

            long left = Volatile.Read(ref _left);
            if (left == 0)
            {
                connection.End(_cutByReset);
                return;
            }

            LinkConditions link = Conditions;
            int count = Math.Min(bytes.Length, link.Piece);
            count = left == NoCut ? count : (int)Math.Min(count, left);
            int sent = await to.SendAsync(bytes[..count], ended);
            bytes = bytes[sent..];
            Volatile.Write(ref _passed, _passed + sent);
            if (left != NoCut && Interlocked.Add(ref _left, -sent) == 0)
            {
                connection.End(_cutByReset);
                return;
            }

            await PayAsync(link, sent, ended);
        }
    }

    private async Task PayAsync(LinkConditions link, int sent, CancellationToken ended)
    {
        if (link.BytesPerSecond is { } rate)
        {
            _debt += TimeSpan.FromSeconds((double)sent / rate);
            if (_debt >= ShortestWait)
            {
                long start = time.GetTimestamp();
                await WaitAsync(_debt, ended);
                _debt -= time.GetElapsedTime(start);
            }
        }
    }

    private Task WaitAsync(TimeSpan duration, CancellationToken ended) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, time, ended) : Task.CompletedTask;

    private async Task<RelayMode> ModeAsync(CancellationToken ended)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_mode != RelayMode.Stall)
                {
                    return _mode;
                }

                changed = _modeChanged.Task;
            }

            await changed.WaitAsync(ended);
        }
    }

    private async Task EndAsync(bool isAbort, CancellationToken ended)
    {
        if (await ModeAsync(ended) == RelayMode.Swallow)
        {
            // Nobody hears of the end: the connection stays until it is cut.
            await Task.Delay(Timeout.InfiniteTimeSpan, ended);
        }

        if (isAbort)
        {
            connection.End(reset: true);
        }
        else
        {
            to.Shutdown(SocketShutdown.Send);
        }
    }
}
