using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.TestSupport.Tests.Ledger;

/// <summary>The files behind the ledger: several writers, and one that died within a line.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-ledger-").FullName;

    [Fact]
    public async Task Several_writers_lose_nothing()
    {
        const int Each = 500;
        using var first = new ExecutionLedger(_folder);
        using var second = new ExecutionLedger(_folder);
        await Task.WhenAll(new[] { first, first, second }.Select(ledger => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                ledger.Append(new Execution($"{i}", 1, true, "hash", 7));
            }
        })));
        IReadOnlyList<Execution> read = ExecutionLedger.Read(_folder);
        read.Count.ShouldBe(3 * Each);
        read.ShouldAllBe(static execution => execution.Redelivered && execution.ProcessId == 7);
    }

    [Fact]
    public void A_line_without_its_end_does_not_count()
    {
        using var ledger = new ExecutionLedger(_folder);
        ledger.Append(new Execution("whole", 1, false, "hash", 1));
        string file = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        string line = File.ReadAllText(new FileInfo(file).CopyTo(file + ".copy").FullName);
        File.WriteAllText(Path.Combine(_folder, "dead" + file[file.IndexOf('.')..]), line + line[..^10]);
        ExecutionLedger.Read(_folder).Count.ShouldBe(2);
    }

    [Fact]
    public void Completions_are_joined_with_their_calls_in_memory_and_on_disk()
    {
        using var log = new CompletionLog(_folder);
        log.Begin(new CallRecord("twice", CallKind.Plain, 100, "hash"));
        log.Begin(new CallRecord("never", CallKind.Idempotent, 100, "hash"));
        log.Complete(new CallCompletion("twice", 1, RpcStatusCode.OK, null, "answer"));
        log.Complete(CallCompletion.Of("twice", 2, new RpcException(RpcStatusCode.Unavailable, CallOutcome.Unknown, "lost")));
        foreach (IReadOnlyList<CallRecord> calls in new[] { log.Calls, CompletionLog.Read(_folder) })
        {
            calls.Single(static call => call.CallId == "never").Completions.ShouldBeEmpty();
            calls.Single(static call => call.CallId == "twice").Completions.Select(static end => (end.Status, end.Outcome, end.Answer))
                .ShouldBe([(RpcStatusCode.OK, null, "answer"), (RpcStatusCode.Unavailable, CallOutcome.Unknown, null)]);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
