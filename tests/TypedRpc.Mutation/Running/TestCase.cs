using System.Reflection;

namespace TypedRpc.Mutation.Running;

/// <summary>A test with its arguments.</summary>
internal sealed record TestCase(MethodInfo Method, object?[] Arguments)
{
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Arguments)})";

    /// <summary>The processor time that it takes without a mutant.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How many decisions are taken without a mutant.</summary>
    public long Decisions { get; init; }

    /// <summary>What is wrong, or null.</summary>
    public async Task<Exception?> RunAsync()
    {
        try
        {
            var instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
            try
            {
                switch (Method.Invoke(instance, Arguments))
                {
                    case Task task:
                        await task;
                        break;
                    case ValueTask task:
                        await task;
                        break;
                }
            }
            finally
            {
                (instance as IDisposable)?.Dispose();
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
        }
    }
}
