namespace TypedRpc.Server;

/// <summary>Gives out the object that serves a call.</summary>
public interface IServiceActivator
{
    /// <summary>The implementation for one call.</summary>
    /// <param name="scope">What to dispose when the call has ended, or null.</param>
    object Activate(out IAsyncDisposable? scope);
}
