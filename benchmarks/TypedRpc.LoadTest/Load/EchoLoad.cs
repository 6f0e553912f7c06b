using System.Diagnostics;
using TypedRpc.LoadTest.Contenders;

namespace TypedRpc.LoadTest.Load;

/// <summary>Callers that each wait for their answer before they call again.</summary>
internal sealed class EchoLoad(IReadOnlyList<IEchoClient> clients, byte[] payload, bool slow, int concurrency) : LoadGenerator(concurrency)
{
    protected override async Task WorkAsync(int worker)
    {
        var client = clients[worker % clients.Count];
        var failures = 0;
        while (!IsStopping)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var answer = await client.EchoAsync(payload, slow);
                if (answer.Length != payload.Length)
                {
                    throw new InvalidDataException($"{payload.Length} bytes went out, {answer.Length} came back.");
                }

                OnCompleted(start, 1);
            }
#pragma warning disable CA1031 // Whatever a contender throws is a failed call.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (OnFailed(exception, 1, ref failures))
                {
                    return;
                }
            }
        }
    }
}
