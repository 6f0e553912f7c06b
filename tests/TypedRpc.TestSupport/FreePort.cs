using System.Net;
using System.Net.Sockets;

namespace TypedRpc.TestSupport;

/// <summary>Picks TCP ports that nothing listens on.</summary>
public static class FreePort
{
    /// <summary>A port of the loopback interface that was free a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
