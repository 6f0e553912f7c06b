using System.Globalization;
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

    /// <summary>A failed connection attempt.</summary>
    public static TransportException OfConnect(string broker, Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationFailureException or PossibleAuthenticationFailureException || cause is OperationInterruptedException { ShutdownReason.ReplyCode: AccessRefused })
            {
                return new TransportException(TransportError.AccessRefused, $"{broker} refused the user name and password, or the access to the virtual host.", exception);
            }
        }

        return exception as TransportException ?? new TransportException(TransportError.Unavailable, $"{broker} cannot be reached: {Innermost(exception).Message}", exception);
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
            NotFound => new TransportException(TransportError.Topology, $"{what} failed, because it does not exist: {reason.ReplyText}. With DeclareTopology a server declares it; without, an operator has to.", exception),
            PreconditionFailed => new TransportException(TransportError.Topology, $"{what} failed, because it exists with other properties. RabbitMQ says: {reason.ReplyText}", exception),
            AccessRefused => new TransportException(TransportError.AccessRefused, $"{what} is not permitted. RabbitMQ says: {reason.ReplyText}", exception),
            _ => new TransportException(TransportError.Unavailable, $"{what} failed: {reason?.ReplyText ?? exception.Message}", exception),
        };
    }

    public static string Describe(ShutdownEventArgs reason) => string.Create(
        CultureInfo.InvariantCulture, $"{(reason.ReplyText.Length > 0 ? reason.ReplyText : reason.Exception?.Message ?? "the link broke")} ({reason.Initiator}, {reason.ReplyCode})");

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
