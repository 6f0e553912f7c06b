using System.Diagnostics;
using TypedRpc.Soak.Checking.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Children.Events;

/// <summary>Handles the events of one group: writes the ledger of the event's window, then does what the event asks for.</summary>
internal sealed class EventHandlers(string group, string child, WindowFiles<Handling> ledger, SoakClock clock) : ILedgeredEvents
{
    public ValueTask PlainAsync(string eventId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(eventId, payload);
        return default;
    }

    public async ValueTask SlowAsync(string publisher, string eventId, byte[] payload, int milliseconds, CancellationToken cancellationToken)
    {
        Write(eventId, payload);
        if (group != EventGroups.Ordered)
        {
            await Task.Delay(milliseconds, cancellationToken);
        }
    }

    public ValueTask FailingAsync(string eventId, byte[] payload, int failures, CancellationToken cancellationToken)
    {
        Write(eventId, payload);
        return EventContext.Current.Attempt > failures ? default : throw new InvalidOperationException("This handler fails on purpose.");
    }

    public ValueTask RejectedAsync(string eventId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(eventId, payload);
        throw new RejectMessageException("This event is given up on purpose.");
    }

    private void Write(string eventId, byte[] payload)
    {
        EventContext context = EventContext.Current;
        ledger.Append(eventId, new Handling(
            eventId, group, context.Attempt, context.Redelivered, context.MessageId, Payload.HashOf(payload), clock.Now, Stopwatch.GetTimestamp(), child));
    }
}
