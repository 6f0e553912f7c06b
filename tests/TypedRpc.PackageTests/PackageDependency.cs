namespace TypedRpc.PackageTests;

/// <summary>One dependency of a package; <paramref name="Exclude"/> names the assets that do not flow to its users.</summary>
public sealed record PackageDependency(string Id, string Version, string? Exclude);
