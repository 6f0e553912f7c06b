namespace TypedRpc.Generator.Benchmarks.Measuring;

/// <summary>What is measured of every contender.</summary>
internal enum Quantity
{
    /// <summary>First run of the generator in a project.</summary>
    GeneratorCold,

    /// <summary>Run of the generator after a key in a contract.</summary>
    GeneratorContract,

    /// <summary>Run of the generator after a key in the body of a handler's method.</summary>
    GeneratorHandler,

    /// <summary>From the question for a contract's file to the answer, after a key in it; most of it is the compiler, which binds the file.</summary>
    AnalyzersContract,

    /// <summary>The analyzers' own time of that.</summary>
    OwnContract,

    /// <summary>From the question for a handler's file to the answer, after a key in it.</summary>
    AnalyzersHandler,

    /// <summary>The analyzers' own time of that.</summary>
    OwnHandler,

    /// <summary>The analyzers' own time over the whole project, as in a build.</summary>
    OwnBuild,
}
