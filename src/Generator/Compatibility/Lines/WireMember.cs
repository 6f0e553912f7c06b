namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>What a type of the user's consists of: <c>type Shop.Order [0] Account: string</c>, <c>type Shop.State [1] Paid</c>.</summary>
/// <param name="Key">What travels: the number or the quoted name of a member, the tag of a union's case, the value of an enum's member.</param>
/// <param name="Name">Name of the member, which does not travel; empty where <paramref name="Key"/> says it.</param>
/// <param name="Type">Type of the member; null in an enum.</param>
internal sealed record WireMember(string Label, string Key, string Name, WireType? Type) : WireEntry
{
    /// <summary>Members of an enum may have one value.</summary>
    public override string Identity => Type is null ? Text : KeyIdentity;

    public string KeyIdentity => IdentityOf(Label, Key);

    /// <summary>The position in an array.</summary>
    public int? Index => int.TryParse(Key, out var index) ? index : null;

    protected override string Text => KeyIdentity + (Name.Length == 0 ? "" : $" {WireName.Print(Name)}") + (Type is null ? "" : $": {Type}");

    public static string IdentityOf(string label, string key) => $"type {label} [{key}]";
}
