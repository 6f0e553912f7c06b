using TypedRpc.TestSupport.Processes;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A running broker and what can be done to it.</summary>
internal interface IBrokerNode : IAsyncDisposable
{
    Uri Uri { get; }

    bool CanControl { get; }

    /// <summary>How it is reached over TLS, or null.</summary>
    BrokerTls? Tls => null;

    Task<ProcessResult> RunCtlAsync(IReadOnlyList<string> arguments);

    Task KillAsync();

    /// <summary>Brings the node back, whether it was killed or only its application was stopped.</summary>
    Task ResumeAsync();
}
