namespace TypedRpc.Transport.InMemory;

/// <summary>AMQP topic patterns: <c>*</c> is one word, <c>#</c> any number of words.</summary>
internal static class TopicPattern
{
    public static bool Matches(string pattern, string routingKey) => Matches(pattern.Split('.'), routingKey.Split('.'));

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> words)
    {
        if (pattern.IsEmpty)
        {
            return words.IsEmpty;
        }

        if (pattern[0] == "#")
        {
            for (var taken = 0; taken <= words.Length; taken++)
            {
                if (Matches(pattern[1..], words[taken..]))
                {
                    return true;
                }
            }

            return false;
        }

        return !words.IsEmpty && (pattern[0] == "*" || pattern[0] == words[0]) && Matches(pattern[1..], words[1..]);
    }
}
