using TypedRpc.Soak.Checking.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Children.Events;

/// <summary>Writes down when this process loses a session: what it had on its way is then published, or delivered, again.</summary>
internal static class SessionLog
{
    private const int ConnectionLost = 1002;

    public static void Start(FileLogs logs, string child, SoakFolder folder, SoakClock clock)
    {
        // Open as long as the process is.
        var file = new LineFile<SessionLoss>(folder.Sessions);
        logs.Logged += logged =>
        {
            if (logged.Id == ConnectionLost)
            {
                file.Append(new SessionLoss(child, clock.Now));
            }
        };
    }
}
