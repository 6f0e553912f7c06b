namespace TypedRpc.Soak.Children.Events;

/// <summary>Events whose handlers write the ledger first.</summary>
[RabbitEvents("soak.events")]
internal interface ILedgeredEvents
{
    /// <summary>Handled at once.</summary>
    ValueTask PlainAsync(string eventId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>Handled for so long, where events do not have to wait for each other.</summary>
    [RabbitMethod(RoutingKey = "soak.{publisher}.slow")]
    ValueTask SlowAsync(string publisher, string eventId, byte[] payload, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>Its handler fails so many times.</summary>
    ValueTask FailingAsync(string eventId, byte[] payload, int failures, CancellationToken cancellationToken = default);

    /// <summary>Its handler gives it up at once.</summary>
    ValueTask RejectedAsync(string eventId, byte[] payload, CancellationToken cancellationToken = default);
}
