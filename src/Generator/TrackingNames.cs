namespace TypedRpc.Generator;

/// <summary>Names of the pipeline's steps, by which tests watch what is cached.</summary>
internal static class TrackingNames
{
    public const string Contracts = nameof(Contracts);
    public const string AmbiguousNames = nameof(AmbiguousNames);
    public const string Files = nameof(Files);
}
