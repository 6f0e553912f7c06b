namespace TypedRpc.Behaviour;

/// <summary>A later version of the same service, as a client that was deployed first sees it.</summary>
#pragma warning disable TRPC5007 // Two versions of one contract share its queue.
[RabbitService("behaviour", Name = "Workbench")]
public interface IWorkbenchNext
#pragma warning restore TRPC5007
{
    /// <summary>One argument more than the server knows.</summary>
    Task<string> EchoAsync(string text, int repeat, CancellationToken cancellationToken = default);

    /// <summary>An argument of another type than the server knows.</summary>
    ValueTask<int> AddAsync(string left, string right);

    /// <summary>A result of another type than the server gives.</summary>
    Task<Guid> NothingAsync();

    /// <summary>An argument less, without which the server cannot do.</summary>
    Task<string> WaitAsync();

    /// <summary>A method that the server does not have.</summary>
    Task<string> PolishAsync(string surface);
}
