using System.Runtime.CompilerServices;

namespace TypedRpc.Tests.Races;

/// <summary>A call that counts how often it ends, and looks whether it ends with its own answer.</summary>
internal sealed class RacedCall
{
    private readonly long _number;
    private ValueTaskAwaiter<long> _awaiter;
    private int _ends;
    private volatile string? _wrong;

    public RacedCall(long number)
    {
        _number = number;
    }

    public int Ends => Volatile.Read(ref _ends);

    /// <summary>What is wrong with how it ended, or null.</summary>
    public string? Wrong => _wrong ?? (Ends == 1 ? null : $"call {_number} ended {Ends} times");

    public string End { get; private set; } = string.Empty;

    public void Start(ValueTask<long> call)
    {
        _awaiter = call.GetAwaiter();

        // Not awaited: an end that comes twice must be seen twice.
        _awaiter.UnsafeOnCompleted(OnEnd);
    }

    private void OnEnd()
    {
        try
        {
            var answer = _awaiter.GetResult();
            End = "OK";
            if (answer != _number)
            {
                _wrong = $"call {_number} got the answer of {answer}";
            }
        }
        catch (RpcException exception)
        {
            End = $"{exception.StatusCode} {exception.Outcome}";
        }
        catch (OperationCanceledException)
        {
            End = "cancelled";
        }
#pragma warning disable CA1031 // Anything else is a finding.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _wrong = $"call {_number}: {exception}";
        }

        Interlocked.Increment(ref _ends);
    }
}
