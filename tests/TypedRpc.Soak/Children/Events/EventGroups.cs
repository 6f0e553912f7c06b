namespace TypedRpc.Soak.Children.Events;

/// <summary>The groups that every subscriber is in, and how they handle.</summary>
internal static class EventGroups
{
    /// <summary>Many at a time; what fails waits in a queue.</summary>
    public const string Shared = "shared";

    /// <summary>One after another; what fails holds up the others.</summary>
    public const string Ordered = "ordered";

    /// <summary>How often a handler that fails gets an event.</summary>
    public const int MaxAttempts = 3;

    public static IReadOnlyList<string> All { get; } = [Shared, Ordered];

    public static void Configure(SubscriberOptions options, string group)
    {
        options.Group = group;
        options.MaxAttempts = MaxAttempts;
        options.Ordered = group == Ordered;
        options.RetryDelay = TimeSpan.FromMilliseconds(options.Ordered ? 10 : 250);
    }
}
