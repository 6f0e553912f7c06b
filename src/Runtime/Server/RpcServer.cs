using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>The services of one connection; consumes them all in every session.</summary>
internal sealed class RpcServer(TypedRpcOptions options, TimeProvider timeProvider, ILogger logger) : ISessionParticipant
{
    private readonly Lock _lock = new();
    private readonly List<ServiceEndpoint> _endpoints = [];

    public int ActiveCalls => Snapshot().Sum(static endpoint => endpoint.Calls.Count);

    public int CancelledCalls => Snapshot().Sum(static endpoint => endpoint.Calls.Snapshot().Count(static call => call.IsCancelled));

    public int OverdueCalls => Snapshot().Sum(static endpoint => endpoint.OverdueCalls);

    public IReadOnlyList<string> StuckServices => [.. Snapshot().Where(static endpoint => endpoint.IsStuck).Select(static endpoint => endpoint.Name)];

    /// <summary>Adds a service; it is consumed from the next session on.</summary>
    /// <exception cref="InvalidOperationException">Its queue is served on this connection already.</exception>
    public ServiceEndpoint Add(RpcServiceInfo service, ServiceDispatcher dispatcher, ServiceOptions serviceOptions)
    {
        lock (_lock)
        {
            if (_endpoints.Exists(endpoint => endpoint.Queue == service.Queue))
            {
                throw new InvalidOperationException($"Queue '{service.Queue}' is served on this connection already; one implementation serves a contract.");
            }

            if (options.IncludeExceptionDetails && _endpoints.Count == 0)
            {
                RpcLog.ExceptionDetailsIncluded(logger);
            }

            var endpoint = new ServiceEndpoint(service, dispatcher, serviceOptions, options, timeProvider, logger);
            _endpoints.Add(endpoint);
            return endpoint;
        }
    }

    public void Remove(ServiceEndpoint endpoint)
    {
        lock (_lock)
        {
            _endpoints.Remove(endpoint);
        }

        endpoint.Dispose();
    }

    public async ValueTask PrepareAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        foreach (var endpoint in Snapshot())
        {
            await endpoint.ConsumeAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    public void OnSessionLost(ITransportSession session, string reason)
    {
        // What runs goes on: its answer is lost, but the work may be worth its end. The broker delivers the requests again.
    }

    public Task DrainAsync(CancellationToken cancellationToken) => Task.WhenAll(Snapshot().Select(endpoint => endpoint.DrainAsync(cancellationToken)));

    public void DisposeEndpoints()
    {
        foreach (var endpoint in Snapshot())
        {
            Remove(endpoint);
        }
    }

    private ServiceEndpoint[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _endpoints];
        }
    }
}
