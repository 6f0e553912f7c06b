using System.Reflection;
using System.Runtime.Loader;

namespace TypedRpc.Mutation.Running;

/// <summary>Loads tests together with a mutated assembly in place of the one that they were built with. What this program has itself, the compiler and xunit, they share.</summary>
internal sealed class MutatedContext : AssemblyLoadContext
{
    private readonly string _own = AppContext.BaseDirectory;
    private readonly string _tests;
    private readonly string _mutated;
    private readonly AssemblyDependencyResolver _resolver;

    public MutatedContext(string tests, string mutated)
        : base("mutated")
    {
        (_tests, _mutated, _resolver) = (tests, mutated, new(tests));

        // Where tests look for what they compile against.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.GetDirectoryName(tests) + Path.DirectorySeparatorChar);
    }

    public Assembly Tests => LoadFromAssemblyPath(_tests);

    public Assembly Mutated => LoadFromAssemblyPath(_mutated);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = assemblyName.Name + ".dll";
        return file == Path.GetFileName(_mutated) ? Mutated
            : File.Exists(Path.Combine(_own, file)) ? null
            : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
            : null;
    }
}
