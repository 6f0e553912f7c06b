using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Types that can travel, nested to some depth, with a value; and types that a contract declares for itself.</summary>
internal sealed class RandomPayloads(Random random, RandomNames names, string @namespace)
{
    private const string Collections = "global::System.Collections.Generic";

    private static readonly Dictionary<string, string[]> Defaults =
        DefaultValues.All.GroupBy(static value => value.Type, static value => value.Text).ToDictionary(static texts => texts.Key, static texts => texts.ToArray());

    private readonly List<PayloadSpec> _own = [];

    public List<string> Declarations { get; } = [];

    /// <summary>Declares records and enumerations beside the contract.</summary>
    public void Declare(ISet<string> taken)
    {
        for (var count = random.Next(3); count > 0; count--)
        {
            var name = names.Identifier(taken);
            _own.Add(random.OneIn(2) ? Enumeration(name) : Record(name));
        }
    }

    /// <summary>A payload. Of objects only short types are made: MessagePack makes a type for each, whose name has a limit.</summary>
    public PayloadSpec Next(int depth = 2)
    {
        if (depth == 0 || random.OneIn(2))
        {
            var leaf = _own.Count > 0 && random.OneIn(3) ? random.Pick(_own) : random.Pick(Payloads.All);
            return leaf with { Values = [random.Pick(leaf.Values)] };
        }

        var inner = Next(depth - 1);
        var (type, value) = (inner.Type, inner.Values[0]);
        return random.Next(12) switch
        {
            0 or 7 when !type.Contains(']') => new($"{type}[]", $"new {type}[] {{ {value} }}"),
            1 or 5 => new($"{Collections}.Dictionary<string, {type}>", $"new {Collections}.Dictionary<string, {type}> {{ [\"x\"] = {value} }}"),
            2 when type.Length < 100 => new($"global::Payloads.Pair<int, {type}>", $"new global::Payloads.Pair<int, {type}>(1, {value})"),
            3 or 6 => new($"({type} {random.Pick("", "@class", "Größe")}, string?)", $"({value}, null)"),
            4 => new($"({type}, int, int, int, int, int, int, int, {type})?", $"({value}, 2, 3, 4, 5, 6, 7, 8, {value})"),
            _ => new($"{Collections}.List<{type}>", $"new {Collections}.List<{type}> {{ {value} }}"),
        };
    }

    /// <summary>A default value of the type.</summary>
    public string Default(string type) => Defaults.TryGetValue(type, out var texts) ? random.Pick(texts) : type.EndsWith('?') ? random.Pick("null", "default") : "default!";

    private PayloadSpec Enumeration(string name)
    {
        var taken = new HashSet<string> { RandomNames.Plain(name), "value__" };
        var members = Enumerable.Range(0, random.Next(1, 4)).Select(_ => names.Identifier(taken)).ToArray();
        Declarations.Add($"public enum {name} : {random.Pick("byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong")} {{ {string.Join(", ", members)} }}");
        return new(Qualified(name), $"{Qualified(name)}.{random.Pick(members)}", $"({Qualified(name)})77");
    }

    private PayloadSpec Record(string name)
    {
        var taken = new HashSet<string>([.. RandomNames.OfAnyType, "EqualityContract", "PrintMembers", "Deconstruct", "Clone", RandomNames.Plain(name)]);
        var members = Enumerable.Range(0, random.Next(1, 4)).Select(index => (Name: names.Identifier(taken), Payload: Next(depth: 1), Index: index)).ToArray();
        var kind = random.Pick("sealed record", "record struct", "readonly record struct");
        Declarations.Add($"[global::MessagePack.MessagePackObject] public {kind} {name}({string.Join(", ", members.Select(static member => $"[property: global::MessagePack.Key({member.Index})] {member.Payload.Type} {member.Name}"))});");
        return new(Qualified(name), $"new {Qualified(name)}({string.Join(", ", members.Select(static member => member.Payload.Values[0]))})");
    }

    private string Qualified(string name) => $"global::{@namespace}{name}";
}
