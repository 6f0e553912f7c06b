namespace TypedRpc.Soak.Checking.Events;

/// <summary>Why a handler ran again for the same attempt at an event.</summary>
internal enum RepeatCause
{
    /// <summary>The broker delivered the message again, and said so.</summary>
    Redelivered,

    /// <summary>Its publisher lost the link before the broker's confirm.</summary>
    PublishedAgain,

    /// <summary>A subscriber lost the link while it put the message back.</summary>
    RetriedAgain,
}
