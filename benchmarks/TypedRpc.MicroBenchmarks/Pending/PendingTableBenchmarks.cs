using BenchmarkDotNet.Attributes;
using TypedRpc.Client;

namespace TypedRpc.MicroBenchmarks.Pending;

/// <summary>What a call costs in the table of those that wait for their answer, alone and beside many.</summary>
[MemoryDiagnoser]
public class PendingTableBenchmarks
{
    private readonly TableEntry _call = new();
    private PendingCallTable _table = null!;

    [Params(0, 10_000)]
    public int Others { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _table = new PendingCallTable(capacity: 20_000);
        for (var index = 0; index < Others; index++)
        {
            _table.TryAdd(new TableEntry());
        }
    }

    [Benchmark]
    public bool AddFindRemove()
    {
        _table.TryAdd(_call);
        var found = _table.Find(_call.Id) is not null;
        _table.Remove(_call);
        return found;
    }
}
