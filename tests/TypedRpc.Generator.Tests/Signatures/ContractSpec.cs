using System.Text;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>A contract as source text, and what a test must know of it to implement and call it.</summary>
/// <param name="Id">Tells the contract from others of its compilation.</param>
/// <param name="Name">The interface's name, with an <c>@</c> where it needs one.</param>
/// <param name="Methods">Its methods, also those of its bases.</param>
internal sealed record ContractSpec(string Id, string Name, params MethodSpec[] Methods)
{
    /// <summary>What stands in front of everything.</summary>
    public string Header { get; init; } = "#pragma warning disable CS8981";

    /// <summary>The namespace as source text, or null for the global one.</summary>
    public string? Namespace { get; init; } = "Signatures";

    /// <summary>The types that the contract is nested in, as <c>public static class Outer</c>.</summary>
    public string[] Outer { get; init; } = [];

    /// <summary>Types beside the contract.</summary>
    public string Types { get; init; } = "";

    /// <summary>What stands in brackets before the interface.</summary>
    public string Attributes { get; init; } = """[global::TypedRpc.RabbitService("signatures")]""";

    /// <summary>Whether its methods are events.</summary>
    public bool IsOfEvents { get; init; }

    public string Modifiers { get; init; } = "public";

    /// <summary>Base interfaces, separated by commas.</summary>
    public string Bases { get; init; } = "";

    /// <summary>Further members.</summary>
    public string Members { get; init; } = "";

    /// <summary>What a careless hand did to the text: so many characters at a place replaced by others.</summary>
    public (int Position, int Length, string Text)? Damage { get; init; }

    /// <summary>The interface as it is written elsewhere.</summary>
    public string Type => $"global::{(Namespace is null ? "" : Namespace + ".")}{string.Concat(Outer.Select(static outer => outer.Split(' ')[^1] + "."))}{Name}";

    /// <summary>The file that a user would write.</summary>
    public string Source
    {
        get
        {
            var text = new StringBuilder().AppendLine(Header);
            var blocks = Outer.Length + (Namespace is null ? 0 : 1);
            if (Namespace is not null)
            {
                text.AppendLine($"namespace {Namespace} {{");
            }

            text.AppendLine(Types).AppendJoin("", Outer.Select(static outer => $"{outer} {{\n"));
            text.AppendLine(Attributes).AppendLine($"{Modifiers} interface {Name}{(Bases.Length > 0 ? " : " : "")}{Bases} {{");
            foreach (var method in Methods.Where(static method => method.Owner is null))
            {
                text.AppendLine(method.Declaration);
            }

            text.AppendLine(Members).Append('}', blocks + 1);
            if (Damage is var (position, length, replacement))
            {
                var start = position % text.Length;
                text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, replacement);
            }

            return text.ToString();
        }
    }
}
