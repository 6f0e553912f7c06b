using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Methods that a contract may have.</summary>
internal sealed class RandomMethods(Random random, RandomNames names, RandomPayloads payloads)
{
    private readonly HashSet<string> _wireNames = [];

    public MethodSpec Next(string? name, string? owner)
    {
        var isOneWay = random.OneIn(6);
        var attributes = Attributes(isOneWay).ToList();
        if (name is null || random.OneIn(4))
        {
            attributes.Add($"[global::TypedRpc.RabbitMethod({names.Literal(WireName())}{random.Pick("", ", TimeoutMilliseconds = 60_000", ", Coalesce = false")})]");
        }

        var result = isOneWay || random.OneIn(3) ? null : payloads.Next();
        return new(name ?? "Overload", random.Pick("Task", "ValueTask"), result, [.. Parameters(name is null)], string.Join(' ', attributes), owner, isOneWay);
    }

    private IEnumerable<string> Attributes(bool isOneWay)
    {
        if (isOneWay)
        {
            yield return "[global::TypedRpc.OneWay]";
        }
        else if (random.OneIn(5))
        {
            yield return $"[global::TypedRpc.Fault<global::Payloads.Order>(Name = {names.Literal(names.Text())}), global::TypedRpc.Fault<{random.Pick("string", "int[]", "global::Payloads.Page<int>", "(int, string)")}>(Name = \"other\")]";
        }

        if (random.OneIn(4))
        {
            yield return "[global::TypedRpc.Idempotent]";
        }

        if (random.OneIn(8))
        {
            yield return $"[global::System.Obsolete({names.Literal(names.BadText())}{random.Pick("", ", true", ", DiagnosticId = \"OLD1\"", ", false, UrlFormat = \"{0}\"")})]";
        }

        if (random.OneIn(8))
        {
            yield return $"[global::System.ComponentModel.Description({names.Literal(names.Text())})]";
        }
    }

    private IEnumerable<ParameterSpec> Parameters(bool isOverload)
    {
        var taken = new HashSet<string>();
        var count = random.OneIn(10) ? random.Next(21) : random.Next(5);
        var firstOptional = random.OneIn(2) ? random.Next(count + 1) : count;
        var token = isOverload || random.OneIn(2) ? random.Next(count + 1) : -1;

        // An own type tells an overload from all others.
        if (isOverload)
        {
            var type = $"(int, {string.Join(", ", Enumerable.Repeat("byte", _wireNames.Count + 1))})";
            yield return new(type, names.Identifier(taken), $"default({type})");
        }

        for (var index = 0; index <= count; index++)
        {
            if (index == token)
            {
                yield return ParameterSpec.Token(names.Identifier(taken), isOptional: index >= firstOptional);
            }

            if (index < count)
            {
                var payload = payloads.Next();
                yield return new(payload.Type, names.Identifier(taken), payload.Values[0], index < firstOptional ? null : payloads.Default(payload.Type));
            }
        }
    }

    private string WireName()
    {
        var name = names.Text();
        while (!_wireNames.Add(name))
        {
            name += "x";
        }

        return name;
    }
}
