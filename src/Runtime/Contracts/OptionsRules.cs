using System.Globalization;

namespace TypedRpc;

/// <summary>The ranges of the settings; every message names the setting as it stands in configuration.</summary>
internal static class OptionsRules
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    public static IReadOnlyList<string> Validate(this TypedRpcOptions options)
    {
        var errors = new List<string>();
        Time(errors, "TypedRpc:DefaultTimeout", options.DefaultTimeout, TimeSpan.FromMilliseconds(1));
        Time(errors, "TypedRpc:DrainTimeout", options.DrainTimeout, TimeSpan.Zero);
        Number(errors, "TypedRpc:MaxPendingCalls", options.MaxPendingCalls, 1, 1 << 24);
        Number(errors, "TypedRpc:MaxOutstandingPublishes", options.MaxOutstandingPublishes, 1, 1_000_000);
        Number(errors, "TypedRpc:MaxMessageSize", options.MaxMessageSize, 1024, 64 * 1024 * 1024);
        if (options.Coalescing is null)
        {
            errors.Add("TypedRpc:Coalescing is missing.");
        }
        else
        {
            Number(errors, "TypedRpc:Coalescing:MaxCalls", options.Coalescing.MaxCalls, 1, 1024);
            Number(errors, "TypedRpc:Coalescing:MaxBytes", options.Coalescing.MaxBytes, 1024, 16 * 1024 * 1024);
        }

        if (options.Publisher is null)
        {
            errors.Add("TypedRpc:Publisher is missing.");
        }
        else
        {
            errors.AddRange(options.Publisher.Validate("TypedRpc:Publisher:"));
        }

        if (options.Service is null)
        {
            errors.Add("TypedRpc:Service is missing.");
        }
        else
        {
            errors.AddRange(options.Service.Validate(null));
        }

        return errors;
    }

    public static IReadOnlyList<string> Validate(this ServiceOptions options, string? service)
    {
        var errors = new List<string>();
        var prefix = service is null ? "TypedRpc:Service:" : $"Options of service {service}: ";
        Number(errors, prefix + nameof(options.MaxConcurrentCalls), options.MaxConcurrentCalls, 1, 100_000);
        Number(errors, prefix + nameof(options.Prefetch), options.Prefetch, 1, ushort.MaxValue);
        Time(errors, prefix + nameof(options.MaxHandlerTime), options.MaxHandlerTime, TimeSpan.FromMilliseconds(1));
        Number(errors, prefix + nameof(options.MaxPriority), options.MaxPriority ?? 1, 1, 255);
        Number(errors, prefix + nameof(options.DeliveryLimit), options.DeliveryLimit ?? 1, 1, int.MaxValue);
        if (options.MessageTtl is { } ttl)
        {
            Time(errors, prefix + nameof(options.MessageTtl), ttl, TimeSpan.FromMilliseconds(1));
        }

        if (options is { QueueType: QueueType.Quorum, MaxPriority: not null })
        {
            errors.Add($"{prefix}MaxPriority is for classic queues; a quorum queue has priorities of its own.");
        }

        if (options is { QueueType: QueueType.Classic, DeliveryLimit: not null })
        {
            errors.Add($"{prefix}DeliveryLimit is for quorum queues; set QueueType to Quorum.");
        }

        return errors;
    }

    public static IReadOnlyList<string> Validate(this PublisherOptions options, string prefix)
    {
        var errors = new List<string>();
        if (options.Timeout is { } timeout)
        {
            Time(errors, prefix + nameof(options.Timeout), timeout, TimeSpan.FromMilliseconds(1));
        }

        return errors;
    }

    public static IReadOnlyList<string> Validate(this SubscriberOptions options, string subscription)
    {
        var errors = new List<string>();
        var prefix = $"Options of the subscription to {subscription}: ";
        Number(errors, prefix + nameof(options.Prefetch), options.Prefetch, 1, ushort.MaxValue);
        Number(errors, prefix + nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 10_000);
        Number(errors, prefix + nameof(options.MaxAttempts), options.MaxAttempts, 1, 1_000);
        Time(errors, prefix + nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(1));
        Time(errors, prefix + nameof(options.DeduplicationWindow), options.DeduplicationWindow, TimeSpan.FromMilliseconds(1));
        if (options is { QueueType: QueueType.Quorum, Group: null, Queue: null })
        {
            errors.Add($"{prefix}QueueType Quorum needs a Group or a Queue: a queue of the instance's own is not replicated.");
        }

        if (options.Group is "" || options.Queue is "")
        {
            errors.Add($"{prefix}Group and Queue are names or null, not empty.");
        }

        return errors;
    }

    private static void Time(List<string> errors, string setting, TimeSpan value, TimeSpan least)
    {
        if (value < least || value > LongestTime)
        {
            errors.Add($"{setting} is {value}; it must be between {least} and {LongestTime}.");
        }
    }

    private static void Number(List<string> errors, string setting, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{setting} is {value}; it must be between {least} and {most}."));
        }
    }
}
