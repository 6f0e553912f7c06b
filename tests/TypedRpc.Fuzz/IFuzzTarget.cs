using TypedRpc.Fuzz.Mutation;

namespace TypedRpc.Fuzz;

/// <summary>Something that reads bytes from the network. Each worker has its own.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>Valid inputs.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Makes others of them.</summary>
    IMutator Mutator { get; }

    /// <summary>What the product allocated in the last run, if the target allocates much itself.</summary>
    long? Allocated => null;

    /// <summary>Feeds one input to the product; throws if it does what it must not.</summary>
    void Run(byte[] input);
}
