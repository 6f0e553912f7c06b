namespace TypedRpc;

/// <summary>Marks a method without a reply: a call completes when the broker has confirmed the message.</summary>
/// <remarks>
/// The deadline of a one-way call bounds the wait for the confirm only; the message itself does not expire, so that a server that
/// starts later still handles it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
