namespace TypedRpc.Scale.Contracts;

internal sealed class ServiceOne : IService001
{
    public ValueTask<int> AskAsync(int number) => new(number);
}
