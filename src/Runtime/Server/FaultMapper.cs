using System.Security.Cryptography;
using MessagePack;
using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Serialization;

namespace TypedRpc.Server;

/// <summary>The one place where an exception becomes what the caller is told. Only a refusal tells its text; everything else gets an opaque id.</summary>
internal sealed class FaultMapper(TypedRpcOptions options, ILogger logger)
{
    private const int LongestMessage = 2048;

    /// <summary>What the caller is told; never throws, whatever the exception does.</summary>
    public ServerFault Map(ServerCallContext call, Exception exception)
    {
        try
        {
            return MapAny(call, exception);
        }
#pragma warning disable CA1031 // The exception is a user's: reading its message may throw. It is then reported by its type alone; the logger is guarded.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Unexpected(call, new InvalidOperationException($"{exception.GetType()} was thrown, and reporting it failed with {failure.GetType()}."), OutcomeOf(call));
        }
    }

    /// <summary>What a handler registered with its token has thrown; it is nobody's answer.</summary>
    public void OnCallbackFailed(string method, Exception exception) => RpcLog.BackgroundFailure(logger, exception, $"A cancellation callback of {method}");

    private static CallOutcome OutcomeOf(ServerCallContext call) =>
        call.Phase is CallPhase.Activating or CallPhase.Decoding ? CallOutcome.NotExecuted : CallOutcome.Executed;

    private ServerFault MapAny(ServerCallContext call, Exception exception)
    {
        var outcome = OutcomeOf(call);
        if (call.Phase == CallPhase.Executing)
        {
            if (exception is RpcException { FromRuntime: false } refusal)
            {
                var declared = Array.Exists(call.Faults, codec => codec.Matches(exception)) ? exception : null;
                return new ServerFault(refusal.StatusCode, outcome, Short(refusal.Message), null, declared);
            }

            if (exception is OperationCanceledException && call.IsCancelled)
            {
                return Cancelled(call);
            }
        }

        if (call.Phase == CallPhase.Decoding && DecodingError(exception) is { } error)
        {
            return new ServerFault(RpcStatusCode.Internal, outcome, $"The arguments of {call.Method} cannot be decoded: {error}");
        }

        if (MessageTooLargeException.IsCauseOf(exception))
        {
            return new ServerFault(RpcStatusCode.ResourceExhausted, outcome, $"The reply of {call.Method} is larger than {options.MaxMessageSize:N0} bytes (TypedRpcOptions.MaxMessageSize of the server).");
        }

        return Unexpected(call, exception, outcome);
    }

    /// <summary>What is wrong with bytes that cannot be decoded; null for the failure of a formatter, which is for the server's log.</summary>
    private static string? DecodingError(Exception exception) => exception switch
    {
        RpcDecodeException or MessagePackSerializationException or EndOfStreamException or OverflowException or InsufficientExecutionStackException => Short(exception.Message),

        // A date that does not exist, a key that comes twice, an address that is none; a formatter of the user's may throw them as well, so their texts stay here.
        ArgumentException or FormatException => "a value is not one of its type.",
        _ => null,
    };

    private static ServerFault Cancelled(ServerCallContext call) => call.Ending switch
    {
        // What the caller's own clock says a moment later, so that it makes no difference which of the two is first.
        CallEnd.DeadlinePassed => new ServerFault(RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown, $"The deadline of {call.Method} passed while its handler ran."),
        CallEnd.Stopping => new ServerFault(RpcStatusCode.Unavailable, CallOutcome.Unknown, $"The server stopped while the handler of {call.Method} ran."),
        _ => new ServerFault(RpcStatusCode.Cancelled, CallOutcome.Executed, $"{call.Method} was cancelled."),
    };

    private ServerFault Unexpected(ServerCallContext call, Exception exception, CallOutcome outcome)
    {
        var errorId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        RpcLog.HandlerFailed(logger, exception, call.Method, errorId);
        var what = call.Phase == CallPhase.Decoding ? $"The arguments of {call.Method} cannot be decoded" : $"{call.Method} failed";
        var message = options.IncludeExceptionDetails
            ? $"{what} (error id {errorId}): {exception.GetType()}: {exception.Message}"
            : $"{what}; the server logged the cause under the error id {errorId}.";
        return new ServerFault(RpcStatusCode.Internal, outcome, Short(message), errorId);
    }

    private static string Short(string text) => text.Length <= LongestMessage ? text : string.Concat(text.AsSpan(0, LongestMessage), "…");
}
