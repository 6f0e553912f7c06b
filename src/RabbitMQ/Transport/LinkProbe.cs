using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Asks the broker over one connection, again and again, whether it is still there: a dead peer does not say that it is.</summary>
/// <remarks>
/// RabbitMQ.Client itself takes three to four heartbeats, half a minute with ours. The question is basic.qos, which needs no permission and changes nothing
/// for consumers that are there already. Its answer stands behind what the broker has not worked off yet, such as thousands of messages on their way to slow
/// disks; so their confirms are answers too. A heartbeat is none: it shows one direction only.
/// </remarks>
/// <param name="channel">A channel of the connection.</param>
/// <param name="steps">Takes the questions.</param>
/// <param name="silence">What is too long.</param>
/// <param name="answered">How much that this side has sent the broker has answered for by itself.</param>
/// <param name="maySilenceBe">Whether the broker need not answer.</param>
/// <param name="onSilent">Told that it does not, and should.</param>
internal sealed class LinkProbe(IChannel channel, SessionSteps steps, TimeSpan silence, Func<long> answered, Func<bool> maySilenceBe, Action<string> onSilent)
{
    /// <summary>Turns on the thread pool that the answer gets after its time: what makes us late makes its processing late as well.</summary>
    private const int TurnsOfGrace = 32;

    private readonly TimeSpan _interval = silence * 0.4;
    private Task _answer = Task.CompletedTask;

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
        var before = answered();
        if (_answer.IsCompleted)
        {
            // Not to be cancelled: the library would take a late answer for another one's.
            _answer = Task.Run(() => steps.TakeAsync(token => channel.BasicQosAsync(0, 0, global: false, token), CancellationToken.None), CancellationToken.None);
            Bounded.Abandon(_answer);
        }

        await _answer.WaitAsync(_interval, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var turn = 0; turn < TurnsOfGrace && !_answer.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        // A failure is an answer too: it ends the session by itself.
        return _answer.IsCompleted || answered() != before;
    }
}
