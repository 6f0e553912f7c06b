using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking;

/// <summary>Joins the records of one window after the other, has them judged, and deletes them: neither memory nor disk grows with the run.</summary>
/// <param name="folder">The folder of the run.</param>
/// <param name="clock">The clock of the run.</param>
/// <param name="evidence">Where violations go.</param>
/// <param name="patience">For how long after its window a record may still come.</param>
internal abstract class WindowChecker(SoakFolder folder, SoakClock clock, Evidence evidence, TimeSpan patience)
{
    private int _next;

    /// <summary>How many calls or events have been judged.</summary>
    public abstract long Checked { get; }

    protected Evidence Evidence => evidence;

    protected TimeSpan Patience => patience;

    /// <summary>Checks the windows that nothing is written to any more.</summary>
    /// <param name="all">At the end of the run: also those that are younger.</param>
    public void Check(bool all = false)
    {
        int due = all ? clock.Window + 1 : (int)((clock.Now - patience.TotalMilliseconds) / SoakClock.WindowMilliseconds);
        for (; _next < due; _next++)
        {
            string path = folder.Window(_next);
            if (Directory.Exists(path))
            {
                CheckWindow(path);
                Directory.Delete(path, recursive: true);
            }
        }

        foreach (string late in Directory.EnumerateDirectories(folder.Windows).Where(path => int.Parse(Path.GetFileName(path), null) < _next).ToArray())
        {
            foreach (Violation violation in CheckLate(late))
            {
                evidence.Add(violation, null);
            }

            Directory.Delete(late, recursive: true);
        }
    }

    /// <summary>What was checked, in a few words.</summary>
    public abstract string Headline(double seconds);

    /// <summary>How it went, in Markdown.</summary>
    public abstract string Outcomes();

    protected abstract void CheckWindow(string path);

    /// <summary>Judges what was written to a window after it had been checked.</summary>
    protected abstract IEnumerable<Violation> CheckLate(string path);
}
