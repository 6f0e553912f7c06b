using System.Collections.Concurrent;
using System.Diagnostics;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Callers that call without a pause, until they are told to end.</summary>
internal sealed class TillLoad
{
    private const int CallersPerClient = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<CallRecord> _records = new();
    private readonly TimeSpan _timeout;
    private readonly int _clients;
    private readonly Task _callers;
    private int _number;
    private volatile bool _ending;

    public TillLoad(IReadOnlyList<ITill> clients, TimeSpan timeout)
    {
        _timeout = timeout;
        _clients = clients.Count;
        _callers = Task.WhenAll(clients.SelectMany((client, index) => Enumerable.Range(0, CallersPerClient).Select(_ => CallAsync(client, index))));
    }

    public TimeSpan Now => _clock.Elapsed;

    public IReadOnlyCollection<CallRecord> Records => _records;

    /// <summary>Waits until each client (or each of these) has had that many calls answered that began after the given time.</summary>
    public Task AnsweredAsync(int calls, TimeSpan since = default, IReadOnlyCollection<int>? clients = null) => WaitAsync(calls, since, answered: true, clients);

    /// <summary>Waits until that many calls of each client have ended that began after the given time, however they ended.</summary>
    public Task EndedAsync(int calls, TimeSpan since) => WaitAsync(calls, since, answered: false, clients: null);

    /// <summary>Ends the load. A call that does not end by itself soon after its deadline makes this fail.</summary>
    public async Task EndAsync()
    {
        _ending = true;
        await _callers.WaitAsync(_timeout + TestTimeouts.Step);
    }

    /// <summary>Everything that a caller was told and that is not so.</summary>
    public IEnumerable<string> Lies(Till till)
    {
        foreach (var record in _records)
        {
            var executions = till.ExecutionsOf(record.Number);
            var lie = record switch
            {
                _ when record.Ended - record.Started > _timeout + TestTimeouts.Grace => "late",
                { Idempotent: false } when executions > 1 => "executed more than once",
                { Succeeded: true } when executions == 0 => "answered by nobody",
                { Failure.Outcome: CallOutcome.NotExecuted } when executions > 0 => "executed",
                { Failure.Outcome: CallOutcome.Executed } when executions == 0 => "not executed",
                _ => null,
            };
            if (lie is not null)
            {
                yield return $"{lie} ({executions} executions: {till.HistoryOf(record.Number)}): {record}";
            }
        }
    }

    /// <summary>How many calls ended how, and the last that failed.</summary>
    public string Summary() => string.Join(", ", _records.GroupBy(static record => record.End).Select(static group => $"{group.Key}: {group.Count()}"))
        + $"; last failure: {_records.LastOrDefault(static record => !record.Succeeded)?.Failure?.Message ?? "none"}";

    private async Task WaitAsync(int calls, TimeSpan since, bool answered, IReadOnlyCollection<int>? clients)
    {
        try
        {
            await Eventually.TrueAsync(() => Each(calls, since, answered, clients), Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Not {calls} calls of each client {(answered ? "were answered" : "ended")} within {Patience.TotalSeconds} s. {Summary()}", exception);
        }
    }

    private bool Each(int calls, TimeSpan since, bool answered, IReadOnlyCollection<int>? clients) => (clients ?? Enumerable.Range(0, _clients)).All(
        client => _records.Count(record => record.Connection == client && record.Started >= since && (record.Succeeded || !answered)) >= calls);

    private async Task CallAsync(ITill client, int connection)
    {
        while (!_ending)
        {
            var number = Interlocked.Increment(ref _number);
            var idempotent = number % 2 == 0;
            var started = _clock.Elapsed;
            RpcException? failure = null;
            try
            {
                (await (idempotent ? client.PriceAsync(number) : client.ChargeAsync(number))).ShouldBe(-number);
            }
            catch (RpcException exception)
            {
                failure = exception;
            }

            _records.Enqueue(new CallRecord(number, connection, idempotent, started, _clock.Elapsed, failure));
            if (failure is not null)
            {
                await Task.Delay(PauseAfterFailure);
            }
        }
    }
}
