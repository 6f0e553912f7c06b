using MessagePack;

namespace Payments;

[MessagePackObject]
public sealed record Order([property: Key(0)] string Account, [property: Key(1)] decimal Amount, [property: Key(2)] string Currency);

[MessagePackObject]
public sealed record Receipt([property: Key(0)] Guid Id, [property: Key(1)] string Account, [property: Key(2)] decimal Amount);

[MessagePackObject]
public sealed record Balance([property: Key(0)] string Account, [property: Key(1)] decimal Amount);

[MessagePackObject]
public sealed record AuditEntry([property: Key(0)] string Who, [property: Key(1)] string What);

[MessagePackObject]
public sealed record Refund([property: Key(0)] Guid Receipt, [property: Key(1)] decimal Amount);

[MessagePackObject]
public sealed record InsufficientFunds([property: Key(0)] string Account, [property: Key(1)] decimal Missing);

[MessagePackObject]
public sealed record PaymentCharged([property: Key(0)] Guid Receipt, [property: Key(1)] string Account, [property: Key(2)] decimal Amount);
