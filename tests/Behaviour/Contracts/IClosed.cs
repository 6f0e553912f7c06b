namespace TypedRpc.Behaviour;

/// <summary>A contract that nobody serves.</summary>
[RabbitService("behaviour.closed")]
public interface IClosed
{
    Task<string> KnockAsync();

    [OneWay]
    ValueTask LeaveNoteAsync(string text);
}
