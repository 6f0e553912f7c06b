using System.Diagnostics;

namespace TypedRpc.Fuzz;

/// <summary>Runs inputs of targets, one target after another, on two threads.</summary>
internal static class FuzzRun
{
    private const int Workers = 2;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Polls without progress after which a worker hangs. Polls, not time: a process that is held for a while has not hung.</summary>
    private const int PollsWithoutProgress = 20;

    /// <summary>Runs the inputs from <paramref name="first"/> on.</summary>
    public static FuzzResult Run(string name, Func<IFuzzTarget> create, ulong seed, long first, long count)
    {
        var started = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, Workers).Select(number => new FuzzWorker(create, name, seed, first + number, first + count, Workers)).ToArray();
        var threads = Array.ConvertAll(workers, static worker => worker.Start());
        var findings = new List<FuzzFinding>();
        for (var number = 0; number < Workers; number++)
        {
            if (!Finishes(threads[number], workers[number]))
            {
                findings.Add(new FuzzFinding(name, workers[number].Index, Input(create, seed, workers[number].Index), "hangs"));
            }
            else if (workers[number].Failure is { } failure)
            {
                throw new InvalidOperationException($"Target {name} cannot run: {failure.Message}", failure);
            }

            findings.AddRange(workers[number].Findings);
        }

        var inputs = workers.Sum(worker => (Math.Min(worker.Index, first + count) - first + Workers - 1) / Workers);
        return new FuzzResult(name, Math.Min(inputs, count), Stopwatch.GetElapsedTime(started), findings);
    }

    private static bool Finishes(Thread thread, FuzzWorker worker)
    {
        var seen = -1L;
        for (var polls = 0; polls < PollsWithoutProgress; polls++)
        {
            if (thread.Join(Poll))
            {
                return true;
            }

            if (worker.Index != seen)
            {
                seen = worker.Index;
                polls = 0;
            }
        }

        return false;
    }

    private static byte[] Input(Func<IFuzzTarget> create, ulong seed, long index)
    {
        using var target = create();
        return InputSource.Create(target, seed, index);
    }
}
