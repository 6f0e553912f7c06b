using System.Globalization;
using System.Text.RegularExpressions;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>The contract of a seed.</summary>
internal static partial class RandomContract
{
    /// <summary>Contracts of every fourth seed may be invalid.</summary>
    public static bool IsWild(int seed) => seed % 4 == 0;

    /// <inheritdoc cref="IsWild(int)"/>
    public static bool IsWild(ContractSpec contract) => IsWild(Seed(contract));

    /// <summary>Contracts of every ninth seed are contracts of events, unless they may be invalid.</summary>
    public static bool IsOfEvents(int seed) => seed % 9 == 1 && !IsWild(seed);

    /// <summary>Contracts of every seventh seed are called, the others only compiled: most of the cost of calls is machine code that is used once.</summary>
    public static bool IsCalled(ContractSpec contract) => Seed(contract) % 7 == 0;

    /// <summary>The seed that a contract was made from.</summary>
    public static int Seed(ContractSpec contract) => int.Parse(contract.Id.Replace('m', '-'), CultureInfo.InvariantCulture);

    /// <summary>What a generated file's text has in it that tells its contract.</summary>
    public static string Mark(string id) => $"C__{id}__";

    /// <summary>The id of the contract whose mark a text has in it.</summary>
    public static string? IdIn(string text) => MarkPattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    public static ContractSpec Create(int seed)
    {
        // Generators of seeds that are close to each other begin alike.
        var random = new Random(unchecked(seed * (int)0x9E3779B1));
        var contract = CreateValid(random, seed.ToString(CultureInfo.InvariantCulture).Replace('-', 'm'));
        return IsWild(seed) ? new RandomFaults(random).Apply(contract)
            : IsOfEvents(seed) ? RandomEvents.Of(contract)
            : contract;
    }

    private static ContractSpec CreateValid(Random random, string id)
    {
        var names = new RandomNames(random);
        var @namespace = Namespace(random, names, id);
        var types = new HashSet<string>(RandomNames.OfAnyType);
        var outer = Enumerable.Range(0, random.OneIn(3) ? random.Next(1, 4) : 0)
            .Select(index => $"public {random.Pick("static class", "struct", "record", "interface", "class", "record struct")} {(index == 0 && @namespace is null ? Mark(id) : names.Identifier(types))}")
            .ToArray();
        var isMarked = @namespace is not null || outer.Length > 0;
        var name = isMarked ? names.Identifier(types) : "I" + Mark(id);
        var payloads = new RandomPayloads(random, names, @namespace is null ? "" : @namespace + ".");
        if (@namespace is not null)
        {
            payloads.Declare(types);
        }

        return new(id, name, [.. Methods(random, names, payloads, name)])
        {
            Namespace = @namespace,
            Outer = outer,
            Types = string.Join('\n', payloads.Declarations),
            Header = random.OneIn(5) ? "#nullable disable" : "",
            Modifiers = random.Pick("public", "public partial", "internal", "public unsafe"),
            Attributes = $"[global::TypedRpc.RabbitService({names.Literal(names.Text())}{(random.OneIn(2) ? $", Name = {names.Literal(names.Text())}" : "")}{random.Pick("", "", ", ExchangeType = global::TypedRpc.RpcExchangeType.Topic")})]",
        };
    }

    private static string? Namespace(Random random, RandomNames names, string id)
    {
        if (random.OneIn(6))
        {
            return null;
        }

        var taken = new HashSet<string>();
        var parts = Enumerable.Range(0, random.Next(3)).Select(_ => names.Identifier(taken)).ToList();

        // At the top it may hide nothing from the other contracts of the compilation.
        parts.Insert(0, Mark(id));
        return string.Join('.', parts);
    }

    private static IEnumerable<MethodSpec> Methods(Random random, RandomNames names, RandomPayloads payloads, string name)
    {
        var methods = new RandomMethods(random, names, payloads);
        var taken = new HashSet<string> { "Overload", RandomNames.Plain(name) };
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            yield return methods.Next(random.OneIn(6) ? null : names.Identifier(taken), owner: null);
        }
    }

    [GeneratedRegex("C__(m?[0-9]+)__")]
    private static partial Regex MarkPattern();
}
