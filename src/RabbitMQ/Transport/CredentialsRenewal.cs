using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Renews the credentials of a session before they expire, as long as the session lives.</summary>
/// <remarks>A broker ends, or refuses everything on, a connection whose token has expired: https://www.rabbitmq.com/docs/oauth2#token-expiration.</remarks>
internal sealed class CredentialsRenewal(ICredentialsProvider provider, TimeSpan timeout, ILogger logger)
{
    /// <summary>The part of their time after which they are renewed; what is left is for attempts that fail.</summary>
    private const double Due = 2.0 / 3;

    /// <summary>Longest time that a timer takes.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DelayCap = TimeSpan.FromSeconds(30);

    /// <summary>Asks a provider, with a bound.</summary>
    /// <exception cref="TransportException">It failed, or took too long.</exception>
    public static async Task<Credentials> AskAsync(ICredentialsProvider provider, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await Bounded.RunAsync(provider.GetCredentialsAsync, "The credentials provider", timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (TransportException or OperationCanceledException))
        {
            throw new TransportException(TransportError.Unavailable, $"The credentials provider failed: {exception.Message}", exception);
        }
    }

    /// <summary>Renews until the session ends, or until there are credentials that do not expire. Never throws.</summary>
    /// <param name="validFor">How long the present credentials are valid.</param>
    /// <param name="update">Tells the broker the new password or token.</param>
    /// <param name="ended">Fires when the session ends.</param>
    public async Task RunAsync(TimeSpan? validFor, Func<string, Task> update, CancellationToken ended)
    {
        try
        {
            while (validFor is { } time)
            {
                var delay = time * Due;
                await Task.Delay(delay < LongestDelay ? delay : LongestDelay, TimeProvider.System, ended).ConfigureAwait(false);
                validFor = await RenewAsync(update, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The next session asks anew.
        }
    }

    private async Task<TimeSpan?> RenewAsync(Func<string, Task> update, CancellationToken ended)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var credentials = await AskAsync(provider, timeout, ended).ConfigureAwait(false);
                await update(credentials.Password).ConfigureAwait(false);
                return credentials.ValidUntil;
            }
#pragma warning disable CA1031 // Whatever failed: while the present credentials are valid there is time to try again.
            catch (Exception exception) when (!ended.IsCancellationRequested)
#pragma warning restore CA1031
            {
                TransportLog.CredentialsNotRenewed(logger, exception.Message);
            }

            await Task.Delay(Backoff.Next(failures, FirstDelay, DelayCap), TimeProvider.System, ended).ConfigureAwait(false);
        }
    }
}
