namespace TypedRpc.Tests.Client;

[RabbitService("sharing")]
public interface ISharing
{
    Task ShareAsync(byte[] payload, CancellationToken cancellationToken = default);

    [RabbitMethod(Coalesce = false)]
    Task TravelAloneAsync(byte[] payload);

    ValueTask CountAsync();
}
