using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Children;

/// <summary>Records of one kind, in the folder of the window that their call belongs to. Written through: they outlive the process.</summary>
/// <param name="folder">The folder of the run.</param>
/// <param name="clock">The clock of the run.</param>
/// <param name="keptOpen">How many windows back files stay open. A checked window is deleted; a file in it that stayed open would swallow what is written to it.</param>
internal sealed class WindowFiles<TRecord>(SoakFolder folder, SoakClock clock, int keptOpen = 3) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, LineFile<TRecord>> _open = [];

    public void Append(string callId, TRecord record)
    {
        int window = SoakClock.WindowOf(callId);
        lock (_lock)
        {
            if (!_open.TryGetValue(window, out LineFile<TRecord>? file))
            {
                CloseBefore(clock.Window - keptOpen);
                file = _open[window] = new LineFile<TRecord>(folder.Window(window));
            }

            file.Append(record);
            if (window < clock.Window - keptOpen)
            {
                CloseBefore(window + 1);
            }
        }
    }

    /// <summary>Closes all files; a later record opens a new one.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            CloseBefore(int.MaxValue);
        }
    }

    private void CloseBefore(int window)
    {
        foreach (int old in _open.Keys.Where(open => open < window).ToArray())
        {
            _open.Remove(old, out LineFile<TRecord>? file);
            file!.Dispose();
        }
    }
}
