namespace TypedRpc.LoadTest.Contenders;

/// <summary>A connected client; many calls at once.</summary>
internal interface IEchoClient : IAsyncDisposable
{
    /// <summary>Sends the payload and returns what came back.</summary>
    /// <remarks>The implementation allocates nothing that its library does not force on it: bytes per call are compared.</remarks>
    /// <param name="payload">The payload; not changed.</param>
    /// <param name="slow">Whether the handler takes its time (<see cref="Handler.Time"/>).</param>
    ValueTask<byte[]> EchoAsync(byte[] payload, bool slow);
}
