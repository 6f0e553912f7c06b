using System.Diagnostics;
using TypedRpc.Mutation.Mutants;
using TypedRpc.Mutation.Running;

namespace TypedRpc.Mutation;

internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        MutationOptions options;
        try
        {
            options = MutationOptions.Parse(arguments);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\n{MutationOptions.Usage}");
            return 2;
        }

        var started = Stopwatch.GetTimestamp();
        var root = Directory.GetCurrentDirectory();
        var file = Path.Combine(AppContext.BaseDirectory, "mutated", FormattableString.Invariant($"{options.Part.Number}"), "TypedRpc.Generator.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var assembly = new MutatedAssembly(Path.Combine(root, "src", "Generator"));
        assembly.Write(file);

        var context = new MutatedContext(Path.Combine(root, "tests", "TypedRpc.Generator.Tests", "bin", "Release", "net10.0", "TypedRpc.Generator.Tests.dll"), file);
        Console.WriteLine(FormattableString.Invariant($"mutants={assembly.Mutants.All.Count} no_code={assembly.Excluded} seconds={Stopwatch.GetElapsedTime(started).TotalSeconds:F0}"));
        var run = new MutantRun(new MutantSwitch(context.Mutated, assembly.Mutants.Count), assembly.Mutants.All, Console.Out);
        await run.ProbeAsync(await TestCases.FindAsync(context.Tests, options.With), options.Longest);
        Console.WriteLine(FormattableString.Invariant($"tests={run.Tests} seconds={Stopwatch.GetElapsedTime(started).TotalSeconds:F0}"));

        var equivalents = new Equivalents(Path.Combine(root, "tests", "TypedRpc.Mutation", "equivalent.txt"));
        var (noticed, equivalent, survived) = (0, 0, 0);
        foreach (var mutant in assembly.Mutants.All.Where(mutant => options.Takes(mutant.Key, mutant.Id)))
        {
            var (test, reachedBy) = await run.JudgeAsync(mutant, options.Tests);
            if (test is not null)
            {
                noticed++;
                if (options.IsVerbose)
                {
                    Console.WriteLine($"noticed: {mutant.Key}: {test.Name}");
                }
            }
            else if (equivalents.Contains(mutant.Key))
            {
                equivalent++;
            }
            else
            {
                survived++;
                Console.WriteLine(FormattableString.Invariant($"survived: line={mutant.Line} reached_by={reachedBy} {mutant.Key}"));
            }
        }

        Console.WriteLine(FormattableString.Invariant($"total noticed={noticed} equivalent={equivalent} survived={survived} seconds={Stopwatch.GetElapsedTime(started).TotalSeconds:F0}"));
        return survived == 0 ? 0 : 1;
    }
}
