using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Calls;

/// <summary>A call that is about to be made, with what its judgement needs.</summary>
/// <param name="CallId">Its id: window, client process, number.</param>
/// <param name="Client">The client process that makes it.</param>
/// <param name="Method">The method.</param>
/// <param name="Kind">What is promised of it.</param>
/// <param name="At">When, on the clock of the run.</param>
/// <param name="TimeoutMilliseconds">Its deadline.</param>
/// <param name="Size">Bytes of payload.</param>
/// <param name="WaitForReady">Whether it waits for a server.</param>
/// <param name="CancelAfter">When its caller cancels it, in milliseconds; null for never.</param>
/// <param name="Hash">Hash of the payload.</param>
internal sealed record SoakCall(
    string CallId, string Client, string Method, CallKind Kind, double At, double TimeoutMilliseconds, int Size, bool WaitForReady, int? CancelAfter, string Hash);
