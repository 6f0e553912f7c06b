using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Asks the broker over one connection, again and again, whether it is still there: a dead peer does not say that it is.</summary>
/// <remarks>
/// RabbitMQ.Client itself takes three to four heartbeats, half a minute with ours. The question is basic.qos, which needs no permission and changes nothing
/// for consumers that are there already.
/// </remarks>
internal sealed class LinkProbe(IChannel channel, SessionSteps steps, TimeSpan silence, Func<bool> maySilenceBe, Action<string> onSilent)
{
    /// <summary>Turns on the thread pool that the answer gets after its time: what makes us late makes its processing late as well.</summary>
    private const int TurnsOfGrace = 32;

    private readonly TimeSpan _interval = silence * 0.4;

    public async Task RunAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(_interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                if (!maySilenceBe() && !await IsAnsweredAsync().ConfigureAwait(false) && !maySilenceBe())
                {
                    onSilent($"the broker has not answered for {silence.TotalSeconds:0.#} s (RabbitMqOptions.LinkTimeout)");
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The session has ended.
        }
    }

    private async Task<bool> IsAnsweredAsync()
    {
        // Not to be cancelled: the library would take a late answer for another one's.
        var answer = Task.Run(() => steps.TakeAsync(token => channel.BasicQosAsync(0, 0, global: false, token), CancellationToken.None), CancellationToken.None);
        await answer.WaitAsync(_interval, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var turn = 0; turn < TurnsOfGrace && !answer.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        Bounded.Abandon(answer);

        // A failure is an answer too: it ends the session by itself.
        return answer.IsCompleted;
    }
}
