using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Compares a method with its line.</summary>
internal sealed class MethodComparer(INamedTypeSymbol contract, TypeComparer types)
{
    public IEnumerable<Change> Compare(BaselineLine line, MethodSurface current)
    {
        var old = (WireMethod)line.Entry!;
        var changes = Breaking(old, current).ToList();
        if (changes.Count == 0 && (old.ToString() != current.Entry.ToString() || !current.Entry.Types.All(types.AreWritten)))
        {
            changes.Add(new(CompatibilityDescriptors.OutOfDate, Own(current, SourceLocations.OfName(current.Symbol)), current.Symbol.ToMessageText()));
        }

        return changes.Select(change => change with { Old = [line], New = [current.Entry] });
    }

    private IEnumerable<Change> Breaking(WireMethod old, MethodSurface current)
    {
        var method = current.Entry;
        var text = current.Symbol.ToMessageText();
        var name = Own(current, SourceLocations.OfName(current.Symbol));
        if (old.IsOneWay != method.IsOneWay)
        {
            yield return new(CompatibilityDescriptors.OneWayChanged, name, text, method.IsOneWay ? "is" : "is not", method.IsOneWay ? "and was not" : "any more");
        }

        if (old.IsIdempotent && !method.IsIdempotent)
        {
            yield return new(CompatibilityDescriptors.IdempotencyRemoved, name, text);
        }

        if (Pattern(old) != Pattern(method))
        {
            yield return new(CompatibilityDescriptors.TopologyChanged, name, text, "The routing key", RoutingKey(old), RoutingKey(method));
        }

        if (FindParameterProblem(old, current) is { } problem)
        {
            yield return new(CompatibilityDescriptors.SignatureChanged, Own(current, problem.Location) ?? name, text, problem.Subject, problem.Problem);
        }

        if (!SameResult(old.Result, method.Result))
        {
            yield return new(
                CompatibilityDescriptors.SignatureChanged, Own(current, SourceLocations.OfReturnType(current.Symbol)), text, "The result", $"is {method.Result?.ToString() ?? "nothing"}, not {old.Result?.ToString() ?? "nothing"} any more");
        }

        foreach (var fault in old.Faults)
        {
            var kept = method.Faults.FirstOrDefault(other => other.Name == fault.Name);
            if (kept is null || !types.Same(fault.Detail, kept.Detail))
            {
                yield return new(CompatibilityDescriptors.FaultChanged, name, text, fault.Name, kept is null ? "was removed" : $"is {kept.Detail}, not {fault.Detail} any more");
            }
        }
    }

    private bool SameResult(WireType? old, WireType? current) => (old, current) switch
    {
        (null, null) => true,
        ({ }, { }) => types.Same(old, current),
        _ => false,
    };

    /// <summary>What is wrong with the first parameter that is not where it was.</summary>
    private (string Subject, string Problem, Location? Location)? FindParameterProblem(WireMethod old, MethodSurface current)
    {
        var parameters = current.Entry.Parameters;
        for (var index = 0; index < old.Parameters.Count; index++)
        {
            var before = old.Parameters[index];
            if (index == parameters.Count)
            {
                return ($"Parameter '{before.Name}'", "was removed", null);
            }

            var now = parameters[index];
            var subject = $"Parameter '{now.Name}'";
            if (before.Name != now.Name && parameters.Any(other => other.Name == before.Name))
            {
                return (subject, $"stands where '{before.Name}' was", SourceLocations.OfParameter(current.Parameters[index]));
            }

            if (!types.Same(before.Type, now.Type))
            {
                return (subject, $"is {now.Type}, not {before.Type} any more", SourceLocations.OfType(current.Parameters[index]));
            }

            if (before.IsOptional && !now.IsOptional)
            {
                return (subject, "has no default value any more", SourceLocations.OfParameter(current.Parameters[index]));
            }
        }

        var added = parameters.Skip(old.Parameters.Count).TakeWhile(static parameter => parameter.IsOptional).Count() + old.Parameters.Count;
        return added == parameters.Count ? null : ($"Parameter '{parameters[added].Name}'", "is new and has no default value", SourceLocations.OfParameter(current.Parameters[added]));
    }

    /// <summary>The place, if the method is the contract's own.</summary>
    private Location? Own(MethodSurface method, Location? location) => SymbolEqualityComparer.Default.Equals(method.Symbol.ContainingType, contract) ? location : null;

    /// <summary>The names of parameters in a key do not travel.</summary>
    private static string? Pattern(WireMethod method) => method.RoutingKey is { } key ? KeyTemplate.Pattern(key) : null;

    private static string RoutingKey(WireMethod method) => method.RoutingKey is { } key ? $"'{key}'" : "the one that follows from the names";
}
