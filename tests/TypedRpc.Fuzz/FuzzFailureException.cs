namespace TypedRpc.Fuzz;

/// <summary>An input made the product do what it must not.</summary>
internal sealed class FuzzFailureException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    public static void ThrowIf(bool wrong, string message)
    {
        if (wrong)
        {
            throw new FuzzFailureException(message);
        }
    }
}
