namespace TypedRpc.Generator;

/// <summary>Names of the pipeline's steps, so that tests can see whether one ran again.</summary>
internal static class TrackingNames
{
    public const string Contracts = nameof(Contracts);
}
