using System.Diagnostics;
using System.Threading.Tasks.Sources;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>One publish, from the call to its end: confirmed, returned, refused, cancelled, or past its deadline. Guarded by its publisher's lock.</summary>
internal sealed class PendingPublish(MessagePublisher publisher, ExchangeDeclaration exchange, in OutboundMessage message, long deadline, Activity? activity)
    : IConfirmation, IValueTaskSource
{
    private readonly OutboundMessage _message = message;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;

    public ref readonly OutboundMessage Message => ref _message;

    public ExchangeDeclaration Exchange => exchange;

    public long Deadline => deadline;

    /// <summary>Who waits for it along with others, or null for its own task.</summary>
    public PublishGroup? Group { get; init; }

    /// <summary>Place in the order of all publishes.</summary>
    public long Number { get; set; }

    /// <summary>How often it was handed over.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt got lost that the broker may have accepted.</summary>
    public bool MayBeAccepted { get; set; }

    /// <summary>Whether its caller has been told.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Its place in a list, so that it can be taken out at once.</summary>
    public LinkedListNode<PendingPublish> Node => field ??= new LinkedListNode<PendingPublish>(this);

    /// <summary>Completed for one whose group is told instead.</summary>
    public ValueTask Task => Group is null ? new ValueTask(this, _source.Version) : default;

    public void Register(CancellationToken cancellationToken)
    {
        _token = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((PendingPublish)state!).Cancel(), this);
    }

    /// <summary>Tells the caller, once.</summary>
    public void End(Exception? failure)
    {
        if (IsEnded)
        {
            return;
        }

        IsEnded = true;
        _registration.Unregister();
        MessageTelemetry.Outstanding.Add(-1);
        if (failure is null)
        {
            MessageTelemetry.Confirmed.Add(1);
            MessageTelemetry.Stop(activity, null, null);
        }
        else
        {
            MessageTelemetry.Stop(activity, failure is RpcException rpc ? RpcTelemetry.NameOf(rpc.StatusCode) : "CANCELLED", failure.Message);
        }

        if (Group is not null)
        {
            Group.OnEnded(failure);
        }
        else if (failure is null)
        {
            _source.SetResult(true);
        }
        else
        {
            _source.SetException(failure);
        }
    }

    void IConfirmation.OnSettled(MessageFate fate, string? reason) => publisher.OnSettled(this, fate, reason);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Cancel() => publisher.Cancel(this, new OperationCanceledException(_token));
}
