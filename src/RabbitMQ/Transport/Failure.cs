using System.Globalization;
using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What an exception of the client library means.</summary>
internal static class Failure
{
    private const int AccessRefused = 403;
    private const int NotFound = 404;
    private const int PreconditionFailed = 406;
    private const int NotAllowed = 530;

    /// <summary>A failed connection attempt.</summary>
    /// <param name="broker">The broker, without credentials.</param>
    /// <param name="exception">What the library threw.</param>
    /// <param name="options">The settings.</param>
    /// <param name="tls">What was used for TLS, or null.</param>
    public static TransportException OfConnect(string broker, Exception exception, RabbitMqOptions options, TlsSetup? tls)
    {
        if (RefusalIn(exception) is { } answer)
        {
            var credential = options.AuthenticateWithCertificate ? "the user of the client's certificate" : "the user name and password";
            return new TransportException(TransportError.AccessRefused, $"{broker} refused {credential}, or the access to the virtual host.{answer}", exception);
        }

        var reason = Innermost(exception).Message;
        if (tls?.Refusal is { } refusal)
        {
            return new TransportException(TransportError.Unavailable, $"{broker} is not trusted: {refusal}.", exception);
        }

        if (exception is BrokerUnreachableException && tls?.EndedByBroker is { } state)
        {
            return new TransportException(TransportError.Unavailable, $"{broker} ended the connection after the TLS handshake, {state}: {reason}", exception);
        }

        return exception as TransportException
            ?? new TransportException(TransportError.Unavailable, $"{broker} cannot be reached: {reason}", exception) { IsUnanswered = !HasAnswered(exception) };
    }

    /// <summary>Whether the broker said anything, if only that it cannot take the connection now.</summary>
    private static bool HasAnswered(Exception exception) =>
        exception is OperationInterruptedException { ShutdownReason.Initiator: ShutdownInitiator.Peer } or AuthenticationException
            || (exception.InnerException is { } inner && HasAnswered(inner));

    /// <summary>What the broker said when it refused the account, possibly nothing; null when it did not refuse it.</summary>
    private static string? RefusalIn(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationInterruptedException { ShutdownReason: { } reason })
            {
                // A virtual host that is full has room again some time, and one that is down comes up.
                var passing = reason.ReplyText.Contains(" limit ", StringComparison.Ordinal) || reason.ReplyText.Contains(" is down", StringComparison.Ordinal);
                var refused = reason.ReplyCode == AccessRefused || (reason.ReplyCode == NotAllowed && !passing);
                return refused ? $" RabbitMQ says: {reason.ReplyText}" : null;
            }

            if (cause is AuthenticationFailureException or PossibleAuthenticationFailureException)
            {
                return string.Empty;
            }
        }

        return null;
    }

    /// <summary>A failed declaration, binding or consumption.</summary>
    /// <param name="what">What was asked for, in full.</param>
    /// <param name="exception">What the library threw.</param>
    public static TransportException OfSetup(string what, Exception exception)
    {
        if (exception is TransportException known)
        {
            return known;
        }

        var reason = (exception as OperationInterruptedException)?.ShutdownReason;
        return reason?.ReplyCode switch
        {
            // A queue whose node is away has the code of one that does not exist; it comes back with its node.
            NotFound when IsAway(reason.ReplyText) => new TransportException(TransportError.Unavailable, $"{what} failed: {reason.ReplyText}", exception),
            NotFound => new TransportException(TransportError.Topology, $"{what} failed, because it does not exist: {reason.ReplyText}. With DeclareTopology a server declares it; without, an operator has to.", exception),
            PreconditionFailed => new TransportException(TransportError.Topology, $"{what} failed, because it exists with other properties. RabbitMQ says: {reason.ReplyText}", exception),
            AccessRefused => new TransportException(TransportError.AccessRefused, $"{what} is not permitted. RabbitMQ says: {reason.ReplyText}", exception),
            _ => new TransportException(TransportError.Unavailable, $"{what} failed: {reason?.ReplyText ?? exception.Message}", exception),
        };
    }

    private static bool IsAway(string text) =>
        text.Contains("is down or inaccessible", StringComparison.Ordinal)
            || text.Contains("has crashed and failed to restart", StringComparison.Ordinal)
            || text.Contains("is stopped by supervisor", StringComparison.Ordinal);

    public static string Describe(ShutdownEventArgs reason) => string.Create(
        CultureInfo.InvariantCulture, $"{(reason.ReplyText.Length > 0 ? reason.ReplyText : reason.Exception?.Message ?? "the link broke")} ({reason.Initiator}, {reason.ReplyCode})");

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
