using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Children;

/// <summary>Records of one kind, in the folder of the window that their call belongs to. Written through: they outlive the process.</summary>
internal sealed class WindowFiles<TRecord>(SoakFolder folder, SoakClock clock) : IDisposable
{
    // A checked window is deleted; a file in it that stayed open would swallow what is written to it.
    private const int WindowsKeptOpen = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, LineFile<TRecord>> _open = [];

    public void Append(string callId, TRecord record)
    {
        int window = SoakClock.WindowOf(callId);
        lock (_lock)
        {
            if (!_open.TryGetValue(window, out LineFile<TRecord>? file))
            {
                CloseBefore(clock.Window - WindowsKeptOpen);
                file = _open[window] = new LineFile<TRecord>(folder.Window(window));
            }

            file.Append(record);
            if (window < clock.Window - WindowsKeptOpen)
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
