using System.Threading.Channels;

namespace TypedRpc.Transport.InMemory;

/// <summary>Tells publishers of the fates of their messages: one after another, on the thread pool, and as lost what was not told before the session ended.</summary>
internal sealed class InMemoryConfirms
{
    private readonly Channel<(IConfirmation Confirmation, MessageFate Fate, string? Reason)> _settled =
        Channel.CreateUnbounded<(IConfirmation, MessageFate, string?)>(new UnboundedChannelOptions { SingleReader = true });

    private volatile string? _ended;

    public InMemoryConfirms() => _ = PumpAsync();

    public void Add(IConfirmation confirmation, MessageFate fate, string? reason)
    {
        if (!_settled.Writer.TryWrite((confirmation, fate, reason)))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.confirmation.OnSettled(MessageFate.NotSent, state._ended), (confirmation, _ended), preferLocal: false);
        }
    }

    public void End(string reason)
    {
        _ended = reason;
        _settled.Writer.TryComplete();
    }

    private async Task PumpAsync()
    {
        await foreach (var (confirmation, fate, reason) in _settled.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_ended is { } ended)
            {
                confirmation.OnSettled(MessageFate.Lost, ended);
            }
            else
            {
                confirmation.OnSettled(fate, reason);
            }
        }
    }
}
