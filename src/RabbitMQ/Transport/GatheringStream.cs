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
    /// <summary>What may gather before writers wait: the socket's own buffers are of that size.</summary>
    private const int Limit = 1024 * 1024;

    /// <summary>Sends that one writer makes for others before it hands over to the thread pool.</summary>
    private const int RoundsForOthers = 4;

    private readonly Lock _lock = new();
    private GatherBuffer _gathering = new();
    private GatherBuffer _sending = new();
    private bool _isSending;
    private bool _isBroken;

    // Who waits for room, and who waits until what gathers has been sent, and what is being sent.
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _gathered;
    private TaskCompletionSource? _sent;

    /// <summary>Writes a message; completes when its body is not needed any more and there is room for the next one.</summary>
    public ValueTask Publish(in PublishCommand command)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return ValueTask.CompletedTask;
            }

            var isReferenced = command.WriteTo(_gathering);
            if (_isSending)
            {
                return isReferenced ? new ValueTask(Waiter(ref _gathered)) : Room();
            }

            _isSending = true;
        }

        return SendAsync(RoundsForOthers);
    }

    /// <summary>Writes a message that goes out with the next <see cref="SendGathered"/>, or with what others write. Its body must stay unchanged until the broker has confirmed it.</summary>
    public void Gather(in PublishCommand command)
    {
        lock (_lock)
        {
            if (!_isBroken)
            {
                command.WriteTo(_gathering);
            }
        }
    }

    /// <summary>Sends what has gathered, unless that is being done.</summary>
    public void SendGathered()
    {
        lock (_lock)
        {
            if (_isSending || _gathering.IsEmpty)
            {
                return;
            }

            _isSending = true;
        }

        // Not waited for: it never fails.
        _ = SendAsync(RoundsForOthers).AsTask();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return ValueTask.CompletedTask;
            }

            buffer.Span.CopyTo(_gathering.Reserve(buffer.Length));
            if (_isSending)
            {
                return Room();
            }

            _isSending = true;
        }

        return SendAsync(RoundsForOthers);
    }

    private ValueTask Room() => _gathering.Copied < Limit ? ValueTask.CompletedTask : new ValueTask(Waiter(ref _room));

    private static Task Waiter(ref TaskCompletionSource? waiter) =>
        (waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async ValueTask SendAsync(int rounds)
    {
        try
        {
            for (var round = 0; TakeGathered(); round++)
            {
                if (round == rounds)
                {
                    // Others write faster than this one sends; it was here for its own message only.
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }

                await SendTakenAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAllAsync();

    private async Task SendAllAsync()
    {
        try
        {
            await SendTakenAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break();
            return;
        }

        await SendAsync(int.MaxValue).ConfigureAwait(false);
    }

    private async ValueTask SendTakenAsync()
    {
        await _sending.SendAsync(Socket).ConfigureAwait(false);
        _sending.Clear();
        _sent?.TrySetResult();
    }

    private bool TakeGathered()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (_gathering.IsEmpty)
            {
                _isSending = false;
                return false;
            }

            (_sending, _gathering) = (_gathering, _sending);
            (_sent, _gathered) = (_gathered, null);
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
        return true;
    }

    private void Break()
    {
        TaskCompletionSource? room, gathered;
        lock (_lock)
        {
            _isBroken = true;
            (room, gathered) = (_room, _gathered);
            (_room, _gathered) = (null, null);
            _gathering.Clear();
        }

        _sending.Clear();
        Socket.Dispose();
        room?.TrySetResult();
        gathered?.TrySetResult();
        _sent?.TrySetResult();
    }
}
