using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A socket's stream whose reads run on a thread of its own.</summary>
/// <remarks>
/// RabbitMQ.Client reads in one asynchronous loop. On a socket of .NET each of its reads costs a failed receive, the thread that polls and one of the pool;
/// here the loop runs on the thread that receives, and one system call brings what many frames need. It reads 4 KiB at a time; we receive up to
/// <see cref="BufferSize"/>. The socket must never be used asynchronously: that would make it non-blocking for good.
/// </remarks>
internal sealed class ReaderStream : NetworkStream, IValueTaskSource<int>
{
    private const int BufferSize = 32 * 1024;

    /// <summary>The client library's loop needs little; the callbacks that it runs are its own and ours.</summary>
    private const int StackSize = 512 * 1024;

    private readonly SemaphoreSlim _wanted = new(0);
    private readonly byte[] _buffer = new byte[BufferSize];
    private ManualResetValueTaskSourceCore<int> _read;
    private CancellationToken _token;
    private Memory<byte> _target;
    private int _start;
    private int _end;
    private int _pending;
    private volatile bool _closed;

    public ReaderStream(Socket socket)
        : base(socket, ownsSocket: false)
    {
        new Thread(Run, StackSize) { IsBackground = true, Name = "TypedRpc reader" }.Start();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end)
        {
            return new ValueTask<int>(Take(buffer));
        }

        CloseWith(cancellationToken);
        _read.Reset();
        _target = buffer;
        var read = new ValueTask<int>(this, _read.Version);
        Interlocked.Exchange(ref _pending, 1);
        if (_closed && TryTakePending())
        {
            return ValueTask.FromException<int>(Closed());
        }

        _wanted.Release();
        return read;
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
        catch (SocketException exception)
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
        if (disposing && !_closed)
        {
            _closed = true;
            Interlocked.MemoryBarrier();
            Socket.Dispose();
            _wanted.Release();
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
        IOException? failure = null;
        while (failure is null)
        {
            _wanted.Wait();
            failure = _closed ? Closed() : Receive();
            if (failure is null && TryTakePending())
            {
                // The reader goes on within this call, on this thread, until it wants more.
                _read.SetResult(Take(_target));
            }
        }

        // Closed first: whoever wants to read from here on sees that nobody is here any more.
        _closed = true;
        if (TryTakePending())
        {
            _read.SetException(failure);
        }
    }

    private IOException? Receive()
    {
        try
        {
            _start = 0;
            _end = Socket.Receive(_buffer);
            return null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return new IOException(exception.Message, exception);
        }
    }

    private bool TryTakePending() => Interlocked.Exchange(ref _pending, 0) == 1;

    private static IOException Closed() => new("The connection was closed.");

    private int Take(Memory<byte> target)
    {
        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(target.Span);
        _start += count;
        return count;
    }
}
