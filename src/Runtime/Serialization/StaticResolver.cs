using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace TypedRpc.Serialization;

/// <summary>For native AOT: what the user configured comes first, then the formatters that a contract brings along.</summary>
internal sealed class StaticResolver : IFormatterResolver
{
    private readonly ConcurrentDictionary<Type, IMessagePackFormatter?> _found = new();
    private readonly IMessagePackFormatter[] _formatters;
    private readonly IFormatterResolver _first;
    private readonly IFormatterResolver _last;

    /// <summary>Creates the resolver.</summary>
    /// <param name="configured">The user's.</param>
    /// <param name="formatters">The contract's.</param>
    public StaticResolver(IFormatterResolver configured, IMessagePackFormatter[] formatters)
    {
        _formatters = formatters;

        // MessagePack's own fails with an exception where it needs dynamic code, so it comes last, but for what is always at hand.
        _first = configured == StandardResolver.Instance ? BuiltinResolver.Instance : configured;
        _last = configured;
    }

    /// <summary>Whether an exception of a resolver says that it has no formatter.</summary>
    public static bool IsMissing(Exception exception) =>
        exception is TypeInitializationException or MessagePackSerializationException or NotSupportedException or MissingMemberException;

    public IMessagePackFormatter<T>? GetFormatter<T>()
    {
        if (!_found.TryGetValue(typeof(T), out var formatter))
        {
            formatter = Find<T>();
            _found[typeof(T)] = formatter;
        }

        return (IMessagePackFormatter<T>?)formatter;
    }

    private IMessagePackFormatter<T>? Find<T>()
    {
        ExceptionDispatchInfo? failure = null;
        var found = Ask<T>(_first, ref failure) ?? _formatters.OfType<IMessagePackFormatter<T>>().FirstOrDefault() ?? Ask<T>(_last, ref failure);
        if (found is null)
        {
            failure?.Throw();
        }

        return found;
    }

    private static IMessagePackFormatter<T>? Ask<T>(IFormatterResolver resolver, ref ExceptionDispatchInfo? failure)
    {
        try
        {
            return resolver.GetFormatter<T>();
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            failure ??= ExceptionDispatchInfo.Capture(exception);
            return null;
        }
    }
}
