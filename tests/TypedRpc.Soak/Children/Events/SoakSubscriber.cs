using MessagePack;
using TypedRpc.Soak.Checking.Events;

namespace TypedRpc.Soak.Children.Events;

/// <summary>A member of both groups; one of the processes also takes what they give up.</summary>
internal sealed class SoakSubscriber(RpcConnection connection, string name, SoakFolder folder, SoakClock clock) : IChildWork
{
    // The longest backlog that is handled without a new file for each record; shorter than the checker's patience.
    private const int WindowsKeptOpen = 8;

    private readonly WindowFiles<Handling> _ledger = new(folder, clock, WindowsKeptOpen);
    private readonly WindowFiles<DeadLetter> _deadLetters = new(folder, clock, WindowsKeptOpen);

    public int UnderWay => 0;

    public long Succeeded => 0;

    public async Task SubscribeAsync(bool deadLetters)
    {
        foreach (string group in EventGroups.All)
        {
            ISubscription subscription = await connection.SubscribeAsync<ILedgeredEvents>(
                new EventHandlers(group, name, _ledger, clock), options => EventGroups.Configure(options, group));
            if (deadLetters)
            {
                await connection.Messaging.SubscribeAsync(string.Empty, message => Bury(group, message), options =>
                {
                    options.Queue = $"{subscription.Queue}.dead";
                    options.DeadLetter = false;
                    options.MaxAttempts = 1;
                });
            }
        }
    }

    // The channel for what is moved to other queues is opened with the first of it; at rest, each process has to have one or none.
    public async Task SwitchAsync(bool on)
    {
        try
        {
            await (on ? ValueTask.CompletedTask : connection.Messaging.PublishAsync(string.Empty, "soak.nobody", ReadOnlyMemory<byte>.Empty));
        }
        catch (RpcException)
        {
            // The comparison at rest shows it.
        }
    }

    public Task RunAsync(CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, token);

    public void CloseFiles()
    {
        _ledger.Dispose();
        _deadLetters.Dispose();
    }

    public void Dispose() => CloseFiles();

    private ValueTask Bury(string group, ReceivedMessage message)
    {
        IReadOnlyDictionary<string, object?>? headers = message.Properties.Headers;
        string id = IdOf(message.Body);
        _deadLetters.Append(id, new DeadLetter(
            id, group, message.Redelivered, message.MessageId, headers?.GetValueOrDefault("typedrpc-attempts") as long? ?? 0, headers?.GetValueOrDefault("typedrpc-reason") as string ?? string.Empty));
        return default;
    }

    // The first argument of every event that can become a dead letter.
    private static string IdOf(ReadOnlyMemory<byte> body)
    {
        var reader = new MessagePackReader(body);
        reader.ReadArrayHeader();
        return reader.ReadString()!;
    }
}
