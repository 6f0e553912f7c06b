using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The stream of the consuming connection: a thread of its own receives, hands our deliveries over, and leaves the rest to RabbitMQ.Client.</summary>
/// <remarks>
/// On a socket of .NET each read costs a failed receive, the thread that polls and one of the pool; a blocking receive costs neither. The socket must
/// never be used asynchronously: that would make it non-blocking for good.
/// </remarks>
internal sealed class ReaderStream : NetworkStream, IValueTaskSource<int>
{
    /// <summary>The client library's loop runs on the thread as well; it needs little, as do the callbacks.</summary>
    private const int StackSize = 512 * 1024;

    private readonly FrameBuffer _frames;
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _forLibrary = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private CancellationToken _token;
    private Memory<byte> _target;
    private int _taken;
    private bool _isReading;
    private IOException? _end;
    private int _disposed;

    /// <param name="socket">The socket; connected, and never used asynchronously.</param>
    /// <param name="tap">Takes deliveries, or null to leave everything to the library, as under TLS.</param>
    public ReaderStream(Socket socket, DeliveryTap? tap)
        : base(socket, ownsSocket: false)
    {
        _frames = new FrameBuffer(tap, Pass);
        new Thread(Run, StackSize) { IsBackground = true, Name = "TypedRpc reader" }.Start();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        CloseWith(cancellationToken);
        lock (_lock)
        {
            if (_forLibrary.Count > 0)
            {
                return new ValueTask<int>(Take(buffer));
            }

            if (_end is not null)
            {
                return _end is EndOfFile ? new ValueTask<int>(0) : ValueTask.FromException<int>(_end);
            }

            _read.Reset();
            _target = buffer;
            _isReading = true;
            return new ValueTask<int>(this, _read.Version);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            for (var sent = 0; sent < buffer.Length;)
            {
                sent += Socket.Send(buffer.Span[sent..]);
            }

            return ValueTask.CompletedTask;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return ValueTask.FromException(new IOException(exception.Message, exception));
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // A read is cancelled only when the connection ends, so the socket may end with it.
    private void CloseWith(CancellationToken cancellationToken)
    {
        if (cancellationToken != _token)
        {
            _token = cancellationToken;
            cancellationToken.UnsafeRegister(static state => ((ReaderStream)state!).Dispose(), this);
        }
    }

    private void Run()
    {
        IOException? end = null;
        while (end is null)
        {
            end = Receive();
            if (end is not null)
            {
                _frames.End();
            }

            CompleteRead(end);
        }
    }

    private IOException? Receive()
    {
        try
        {
            var count = Socket.Receive(_frames.Free);
            if (count == 0)
            {
                return new EndOfFile();
            }

            _frames.OnReceived(count);
            return null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return new IOException(exception.Message, exception);
        }
#pragma warning disable CA1031 // What cannot be understood ends the connection; nobody else is there to hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Dispose();
            return new IOException($"What the broker sent cannot be understood: {exception.Message}", exception);
        }
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            _forLibrary.Enqueue(bytes.ToArray());
        }
    }

    private void CompleteRead(IOException? end)
    {
        int count;
        lock (_lock)
        {
            _end = end;
            if (!_isReading || (_forLibrary.Count == 0 && end is null))
            {
                return;
            }

            _isReading = false;
            count = Take(_target);
        }

        if (count == 0 && end is not (null or EndOfFile))
        {
            _read.SetException(end);
        }
        else
        {
            // The library goes on within this call, on this thread, until it wants more.
            _read.SetResult(count);
        }
    }

    private int Take(Memory<byte> target)
    {
        if (!_forLibrary.TryPeek(out var bytes))
        {
            return 0;
        }

        var count = Math.Min(target.Length, bytes.Length - _taken);
        bytes.AsSpan(_taken, count).CopyTo(target.Span);
        _taken += count;
        if (_taken == bytes.Length)
        {
            _forLibrary.Dequeue();
            _taken = 0;
        }

        return count;
    }

    private sealed class EndOfFile : IOException;
}
