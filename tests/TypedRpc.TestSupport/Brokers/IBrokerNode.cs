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

    /// <summary>Evaluates Erlang expressions on the node.</summary>
    async Task<string> EvaluateAsync(string expressions) => (await RunCtlAsync(["eval", expressions])).OutputOfSuccess();

    /// <summary>Sends a signal to the node's process.</summary>
    Task SignalAsync(string signal) => throw new NotSupportedException("Only a private node of this machine can be sent signals.");

    /// <summary>Shows another certificate from now on.</summary>
    Task PresentAsync(TestAuthority? issuer, DateTimeOffset until, params string[] names) => throw new NotSupportedException("This node does not listen with TLS.");

    Task KillAsync();

    /// <summary>Brings the node back, whether it was killed or only its application was stopped.</summary>
    Task ResumeAsync();
}
