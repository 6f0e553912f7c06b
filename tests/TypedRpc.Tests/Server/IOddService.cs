namespace TypedRpc.Tests.Server;

[RabbitService("odd")]
public interface IOddService
{
    Task RefuseAsync(int length);

    Task FailStrangelyAsync();

    [Fault<int>(Name = "number")]
    Task FaultAsync();

    [Idempotent]
    Task<int> EnterAsync(string text);

    [OneWay]
    ValueTask NoteAsync(string text);

    [OneWay]
    [Idempotent]
    ValueTask NoteAgainAsync(string text);
}
