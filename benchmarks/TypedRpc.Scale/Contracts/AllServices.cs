namespace TypedRpc.Scale.Contracts;

/// <summary>Implements all of the many contracts, which <c>ManyContracts.cs</c> lists.</summary>
internal sealed partial class AllServices
{
    public static int Count { get; } = typeof(AllServices).GetInterfaces().Length - 1;

    public ValueTask<int> AskAsync(int number) => new(number);
}
