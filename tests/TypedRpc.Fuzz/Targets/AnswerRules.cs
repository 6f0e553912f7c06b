using TypedRpc.Protocol;

namespace TypedRpc.Fuzz.Targets;

/// <summary>What a server may answer to a call that was tampered with.</summary>
internal static class AnswerRules
{
    /// <summary>A result if it was executed, else that it cannot be decoded: never a failure of the handler, never an error id.</summary>
    public static void Check(in Frame answer, int executed)
    {
        if (answer.Kind == FrameKind.Result)
        {
            FuzzFailureException.ThrowIf(executed != 1, $"a result, and {executed} executions");
            return;
        }

        FuzzFailureException.ThrowIf(
            executed != 0 || answer is not { Kind: FrameKind.Fault, Status: RpcStatusCode.Internal, Outcome: CallOutcome.NotExecuted, ErrorId: null },
            $"{executed} executions, and the answer {answer.Kind} {answer.Status} {answer.Outcome}: {answer.Message}");
        FuzzFailureException.ThrowIf(!answer.Message!.Contains("cannot be decoded", StringComparison.Ordinal), $"the answer does not say what is wrong: {answer.Message}");
    }
}
