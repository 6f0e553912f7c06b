using System.Reflection;

namespace TypedRpc.Mutation.Mutants;

/// <summary>What is compiled into the mutated assembly: it switches mutants on and knows what is reached. One at a time; tests must not run in parallel.</summary>
internal sealed class MutantSwitch
{
    public const string Name = "global::TypedRpc.Generator.Mutants";

    public const string Source =
        """
        namespace TypedRpc.Generator;

        internal static class Mutants
        {
            public static int Active;
            public static long Budget;
            public static bool[] Reached = [];

            public static bool Is(int id)
            {
                Reached[id] = true;
                Spend();
                return Active == id;
            }

            public static T At<T>(int id, T value)
            {
                Reached[id] = true;
                return value;
            }

            // For "(17) { }" in a pattern.
            public static void Deconstruct<T>(this T value, out int active)
            {
                Spend();
                active = Active;
            }

            // A mutant may never end, in a loop or in depth.
            private static void Spend()
            {
                System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                if (--Budget < 0)
                {
                    throw new System.TimeoutException("The mutant does not end.");
                }
            }
        }
        """;

    private readonly FieldInfo _active;
    private readonly FieldInfo _budget;
    private readonly FieldInfo _reached;

    public MutantSwitch(Assembly mutated, int count)
    {
        var type = mutated.GetType("TypedRpc.Generator.Mutants", throwOnError: true)!;
        (_active, _budget, _reached) = (type.GetField("Active")!, type.GetField("Budget")!, type.GetField("Reached")!);
        _reached.SetValue(null, new bool[count + 1]);
    }

    /// <summary>The mutant that is switched on; 0 is none.</summary>
    public int Active
    {
        set => _active.SetValue(null, value);
    }

    /// <summary>How many decisions may still be taken.</summary>
    public long Budget
    {
        get => (long)_budget.GetValue(null)!;
        set => _budget.SetValue(null, value);
    }

    /// <summary>The numbers that were reached since the last call.</summary>
    public HashSet<int> TakeReached()
    {
        var reached = (bool[])_reached.GetValue(null)!;
        HashSet<int> ids = [.. Enumerable.Range(0, reached.Length).Where(id => reached[id])];
        Array.Clear(reached);
        return ids;
    }
}
