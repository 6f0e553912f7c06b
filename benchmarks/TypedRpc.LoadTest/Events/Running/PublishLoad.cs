using System.Diagnostics;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>Callers that each publish one message, or one batch, and wait for its confirms before they publish the next.</summary>
internal sealed class PublishLoad(IPublishClient client, byte[] payload, int callers, int messages) : LoadGenerator(callers)
{
    public override int UnderWay => base.UnderWay * messages;

    protected override async Task WorkAsync(int worker)
    {
        var failures = 0;
        while (!IsStopping)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await client.PublishAsync(worker, payload, messages);
                OnCompleted(start, messages);
            }
#pragma warning disable CA1031 // Whatever a contender throws is a failed publish.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (OnFailed(exception, messages, ref failures))
                {
                    return;
                }
            }
        }
    }
}
