using System.Buffers;
using System.Net.Sockets;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The stream of the publishing connection: a write that finds the socket idle is sent on the spot, others gather and go out together.</summary>
/// <remarks>
/// RabbitMQ.Client takes a thread-pool hop, an array and a system call for each message; through <see cref="Publish"/> a message is written where it is
/// sent from. Frames of the library's own come in whole commands, so both can share the connection. A failed send closes the socket and is not reported:
/// the library would never recover from it (rabbitmq-dotnet-client#1930), and the end of the connection tells everyone.
/// </remarks>
internal sealed class GatheringStream(Socket socket) : NetworkStream(socket, ownsSocket: false), IThreadPoolWorkItem
{
    private const int SmallBuffer = 4 * 1024;

    /// <summary>What may gather before writers wait: the socket's own buffers are of that size.</summary>
    private const int Limit = 1024 * 1024;

    /// <summary>Sends that one writer makes for others before it hands over to the thread pool.</summary>
    private const int RoundsForOthers = 4;

    private readonly Lock _lock = new();
    private byte[] _gathering = [];
    private byte[] _sending = [];
    private int _gathered;
    private int _length;
    private bool _isSending;
    private bool _isBroken;
    private TaskCompletionSource? _room;

    /// <summary>Writes a message; completes when there is room for the next one.</summary>
    public ValueTask Publish(in PublishCommand command)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return ValueTask.CompletedTask;
            }

            command.WriteTo(Reserve(command.Size));
            if (_isSending)
            {
                return Room();
            }

            _isSending = true;
        }

        return SendAsync(RoundsForOthers);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return ValueTask.CompletedTask;
            }

            buffer.Span.CopyTo(Reserve(buffer.Length));
            if (_isSending)
            {
                return Room();
            }

            _isSending = true;
        }

        return SendAsync(RoundsForOthers);
    }

    private Span<byte> Reserve(int size)
    {
        var needed = _gathered + size;
        if (needed > _gathering.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(SmallBuffer, Math.Min(2 * _gathering.Length, Limit))));
            _gathering.AsSpan(0, _gathered).CopyTo(grown);
            Return(_gathering);
            _gathering = grown;
        }

        var span = _gathering.AsSpan(_gathered, size);
        _gathered = needed;
        return span;
    }

    private ValueTask Room() => _gathered < Limit
        ? ValueTask.CompletedTask
        : new ValueTask((_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);

    private async ValueTask SendAsync(int rounds)
    {
        try
        {
            for (var round = 0; TakeGathered(out var length); round++)
            {
                if (round == rounds)
                {
                    // Others write faster than this one sends; it was here for its own message only.
                    _length = length;
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }

                await SendAllAsync(length).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = SendTakenAsync();

    private async Task SendTakenAsync()
    {
        try
        {
            await SendAllAsync(_length).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break();
            return;
        }

        await SendAsync(int.MaxValue).ConfigureAwait(false);
    }

    private async ValueTask SendAllAsync(int length)
    {
        for (var sent = 0; sent < length;)
        {
            sent += await Socket.SendAsync(_sending.AsMemory(sent, length - sent), SocketFlags.None).ConfigureAwait(false);
        }
    }

    private bool TakeGathered(out int length)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            length = _gathered;
            if (length == 0)
            {
                _isSending = false;
                return false;
            }

            (_sending, _gathering) = (_gathering, _sending);
            _gathered = 0;
            if (_gathering.Length > SmallBuffer)
            {
                Return(_gathering);
                _gathering = [];
            }

            room = _room;
            _room = null;
        }

        room?.TrySetResult();
        return true;
    }

    private void Break()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _isBroken = true;
            room = _room;
            _room = null;
        }

        Socket.Dispose();
        room?.TrySetResult();
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
