#nullable disable
using TypedRpc;

/// <summary>In the global namespace, and without a word about null.</summary>
[RabbitService("past.oblivious")]
public interface IOblivious
{
    Task<string> EchoAsync(string text, Past.Entry entry, string other = null);
}

public sealed class Oblivious : IOblivious
{
    public Task<string> EchoAsync(string text, Past.Entry entry, string other) => Task.FromResult(text + entry?.Account + other);
}
