using System.Collections.Concurrent;
using System.Globalization;
using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Calls by their correlation id, and the consumer that completes them.</summary>
internal sealed class PendingReplies(IChannel channel) : AsyncDefaultBasicConsumer(channel)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<byte[]>> _calls = new();
    private long _last;

    public TaskCompletionSource<byte[]> Add(out string correlationId)
    {
        correlationId = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        return _calls[correlationId] = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        if (_calls.TryRemove(properties.CorrelationId!, out var call))
        {
            call.SetResult(body.ToArray());
        }

        return Task.CompletedTask;
    }
}
