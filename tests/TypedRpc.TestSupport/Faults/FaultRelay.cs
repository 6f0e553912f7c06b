using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace TypedRpc.TestSupport.Faults;

/// <summary>One direction of a connection: a reader that applies the method rules, a bounded line, and the <see cref="RelayWriter"/> at its other end.</summary>
internal sealed class FaultRelay
{
    private const int LineLength = 64;

    private readonly Channel<RelayChunk> _line = Channel.CreateBounded<RelayChunk>(LineLength);
    private readonly AmqpFrameBuffer _frames = new();
    private readonly ArrayBufferWriter<byte> _passing = new();
    private readonly MethodFilter _filter;
    private readonly FaultConnection _connection;
    private readonly Socket _from;
    private readonly FaultDirection _direction;
    private readonly TimeProvider _time;
    private long _due;

    public FaultRelay(FaultConnection connection, Socket from, Socket to, FaultDirection direction, Func<MethodRule[]> rules, TimeProvider time)
    {
        (_connection, _from, _direction, _time) = (connection, from, direction, time);
        _filter = new MethodFilter(connection, direction, rules);
        Writer = new RelayWriter(connection, to, _line.Reader, time);
    }

    public RelayWriter Writer { get; }

    /// <summary>Relays until the connection has ended or both sides know that the sender's stream has.</summary>
    public Task RunAsync(CancellationToken ended) => Task.WhenAll(ReadAllAsync(ended), Writer.RunAsync(ended));

    private async Task ReadAllAsync(CancellationToken ended)
    {
        bool isAbort = false;
        try
        {
            while (await ReceiveAsync(ended) is var count and > 0)
            {
                _frames.Advance(count);
                while (_frames.TryRead(out AmqpFrame frame))
                {
                    _filter.Apply(frame, _passing);
                }

                await PassAsync(ended);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            isAbort = true;
        }

        await EndAsync(isAbort, ended);
    }

    private async Task<int> ReceiveAsync(CancellationToken ended)
    {
        while (_filter.IsFull)
        {
            await _filter.NextRelease.WaitAsync(ended);
            await LetGoAsync(ended);
        }

        Task<int> receiving = _from.ReceiveAsync(_frames.Free, ended).AsTask();
        while (_filter.IsHolding && await Task.WhenAny(receiving, _filter.NextRelease) != receiving)
        {
            await LetGoAsync(ended);
        }

        return await receiving;
    }

    private Task LetGoAsync(CancellationToken ended)
    {
        _filter.LetGo(_passing);
        return PassAsync(ended);
    }

    private async Task PassAsync(CancellationToken ended)
    {
        if (_passing.WrittenCount > 0)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent(_passing.WrittenCount);
            _passing.WrittenSpan.CopyTo(bytes);
            var chunk = new RelayChunk(bytes, _passing.WrittenCount, Due());
            _passing.ResetWrittenCount();
            await _line.Writer.WriteAsync(chunk, ended);
        }
    }

    private async Task EndAsync(bool isAbort, CancellationToken ended)
    {
        _connection.NoteEndOfReading(_direction);
        try
        {
            while (!isAbort && _filter.IsHolding)
            {
                await _filter.NextRelease.WaitAsync(ended);
                await LetGoAsync(ended);
            }

            await _line.Writer.WriteAsync(new RelayChunk(null, 0, Due(), isAbort), ended);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the end of a connection that has ended.
        }
    }

    // What is sent later never arrives earlier, however the delay varies: TCP holds it back behind what is missing.
    private long Due()
    {
        TimeSpan delay = Writer.Conditions.NextDelay();
        return _due = Math.Max(_due, _time.GetTimestamp() + (long)(Math.Max(0, delay.TotalSeconds) * _time.TimestampFrequency));
    }
}
