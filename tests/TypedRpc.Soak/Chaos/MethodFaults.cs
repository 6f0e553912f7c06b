using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Chaos;

/// <summary>Single AMQP methods that get lost.</summary>
internal static class MethodFaults
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private static readonly (string Name, AmqpMethod Method)[] Settling = [("basic.ack", AmqpMethod.BasicAck)];

    private static readonly (string Name, AmqpMethod Method)[] Running =
    [
        ("basic.publish", AmqpMethod.BasicPublish),
        ("basic.deliver", AmqpMethod.BasicDeliver),
        .. Settling,
    ];

    private static readonly (string Name, AmqpMethod Method)[] SetUp =
    [
        ("channel.open-ok", AmqpMethod.ChannelOpenOk),
        ("queue.declare-ok", AmqpMethod.QueueDeclareOk),
        ("queue.bind-ok", AmqpMethod.QueueBindOk),
        ("basic.consume-ok", AmqpMethod.BasicConsumeOk),
    ];

    public static IReadOnlyList<Fault> OfCalls { get; } = [Lost(Running), LostSetUp];

    /// <summary>Those that at least once withstands: confirms go by the order of the messages and acknowledgements by that of the deliveries, so one of these that
    /// vanished, as TCP never lets happen, would have another taken for it.</summary>
    public static IReadOnlyList<Fault> OfEvents { get; } = [Lost(Settling), LostSetUp];

    private static Fault LostSetUp => new("lost set-up", static (scope, injection) => LoseAsync(scope, injection, scope.Any(SetUp), atSetUp: true), Sign.Lost);

    private static Fault Lost((string Name, AmqpMethod Method)[] methods) =>
        new("lost method", (scope, injection) => LoseAsync(scope, injection, scope.Any(methods), atSetUp: false), Sign.Lost);

    // A link that has lost something is cut afterwards, as TCP would have done it: broker and process disagree about what was sent.
    private static async Task LoseAsync(ChaosScope scope, Injection injection, (string Name, AmqpMethod Method) what, bool atSetUp)
    {
        Slot slot = scope.AnySlot();
        int times = atSetUp ? 1 : scope.Random.Next(1, 4);
        using MethodRule rule = slot.Proxy.Drop(what.Method, times: times);
        if (atSetUp)
        {
            slot.Proxy.Reset();
        }

        await scope.LastAsync(Longest);
        injection.Text = $"{slot.Name} {what.Name}, {rule.Hits} of {times}";
        slot.Proxy.Heal();
        slot.Proxy.Reset();
    }
}
