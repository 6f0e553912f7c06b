using System.Diagnostics.CodeAnalysis;
using TypedRpc.TestSupport;

namespace TypedRpc.Tests.Races;

/// <summary>
/// Calls on one connection whose ends race: answers, twice, refusals, cancellation, deadlines of a millisecond, messages that are not sent or take their
/// time, a session that is lost, a connection that is disposed. All calls end once, each with its own answer or an error.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The connection disposes its transport.")]
internal sealed class Race(int seed)
{
    public const int CallsPerLap = 64;

    private readonly Random _random = new(seed);
    private readonly RacingTransport _transport = new(seed);

    /// <summary>How the calls ended.</summary>
    public Dictionary<string, int> Ends { get; } = [];

    /// <summary>What was wrong; nothing if all is well.</summary>
    public List<string> Wrong { get; } = [];

    public async Task RunAsync(int laps)
    {
        var options = new TypedRpcOptions { DefaultTimeout = TestTimeouts.Step, Coalescing = { Enabled = _random.Next(2) == 0 } };
        var connection = new RpcConnection(_transport, options);
        await connection.StartAsync();
        var client = connection.CreateClient<IRace>();
        for (var lap = 0; lap < laps; lap++)
        {
            var disposes = lap == laps - 1;
            await RunLapAsync(client, (long)lap * CallsPerLap, loses: _random.Next(50) == 0, disposes ? connection : null);
        }

        if (connection.PendingCalls != 0)
        {
            Wrong.Add($"{connection.PendingCalls} calls are pending at the end");
        }
    }

    private async Task RunLapAsync(IRace client, long first, bool loses, RpcConnection? disposed)
    {
        var calls = new RacedCall[CallsPerLap];
        var cancellations = new CancellationTokenSource[CallsPerLap];
        var hurried = client.With(timeout: TimeSpan.FromMilliseconds(1));
        for (var call = 0; call < CallsPerLap; call++)
        {
            calls[call] = new RacedCall(first + call);
            cancellations[call] = new CancellationTokenSource();
            var (caller, token) = (_random.Next(16) == 0 ? hurried : client, cancellations[call].Token);
            calls[call].Start(_random.Next(2) == 0 ? caller.OnceAsync(first + call, token) : caller.AgainAsync(first + call, token));
        }

        // Two threads go along the calls, and do to each the one what may end it, the other something else.
        Action[] one = [.. Enumerable.Range(0, CallsPerLap).Select(call => Act(first + call, cancellations[call]))];
        Action[] other = [.. Enumerable.Range(0, CallsPerLap).Select(call => Act(first + call, cancellations[call]))];
        var after = _random.Next(CallsPerLap);
        Task? disposing = null;
        Parallel.Invoke(() => Run(one, after, loses ? _transport.LoseSession : null), () => Run(other, after, disposed is null ? null : () => disposing = disposed.DisposeAsync().AsTask()));
        _transport.OpenGate();
        await EndAsync(calls, first);
        if (disposing is not null)
        {
            await disposing.WaitAsync(TestTimeouts.Step);
        }

        Array.ForEach(cancellations, static source => source.Dispose());
        foreach (var call in calls)
        {
            Ends[call.End] = Ends.GetValueOrDefault(call.End) + 1;
            if (call.Wrong is { } wrong)
            {
                Wrong.Add(wrong);
            }
        }
    }

    private Action Act(long number, CancellationTokenSource cancellation) => _random.Next(10) switch
    {
        < 4 => () => _transport.Answer(number),
        4 => () => _transport.Refuse(number),
        5 => () => _transport.Deny(number),
        < 9 => cancellation.Cancel,
        _ => _transport.OpenGate,
    };

    private void Run(Action[] actions, int after, Action? between)
    {
        for (var action = 0; action < actions.Length; action++)
        {
            if (action == after)
            {
                between?.Invoke();
                _transport.OpenGate();
            }

            actions[action]();
        }
    }

    // What has not ended is answered until it has: attempts may be repeated under new numbers meanwhile.
    private async Task EndAsync(RacedCall[] calls, long first)
    {
        if (SpinWait.SpinUntil(() => HaveEnded(calls), TimeSpan.FromMilliseconds(1)))
        {
            return;
        }

        await Eventually.TrueAsync(() =>
        {
            _transport.OpenGate();
            for (var call = 0; call < calls.Length; call++)
            {
                if (calls[call].Ends == 0)
                {
                    _transport.Answer(first + call);
                }
            }

            // Without spinning: the races share the thread pool with what they race, and its own queue has to get a turn.
            return HaveEnded(calls);
        });
    }

    private static bool HaveEnded(RacedCall[] calls) => Array.TrueForAll(calls, static call => call.Ends > 0);
}
