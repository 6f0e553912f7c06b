using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>Reads from MessagePack's attributes how a type travels.</summary>
internal static class PayloadReader
{
    /// <summary>The shape of a type; null for a type of the platform.</summary>
    public static PayloadShape? Read(INamedTypeSymbol type)
    {
        var label = WireTypeReader.Read(type).Label;
        if (type.TypeKind == TypeKind.Enum)
        {
            return new(new(label, WireShape.Enum(WireTypeReader.Integer(type))), type, [.. EnumMembers(type, label)]);
        }

        if (type.FindAttribute(KnownNames.FormatterAttribute) is null)
        {
            if (type.FindAttribute(KnownNames.UnionAttribute) is not null)
            {
                return new(new(label, WireShape.Union), type, [.. Cases(type, label)]);
            }

            if (type.FindAttribute(KnownNames.MessagePackObjectAttribute) is { } attribute)
            {
                return ReadObject(type, label, attribute);
            }
        }

        return PayloadTypes.IsPlatform(type) ? null : new(new(label, WireShape.Custom), type, []);
    }

    private static PayloadShape ReadObject(INamedTypeSymbol type, string label, AttributeData attribute)
    {
        var isNamed = attribute.ConstructorArguments is [{ Value: true }, ..];
        var members = (isNamed ? NamedMembers(type, label) : KeyedMembers(type, label)).ToList();
        var isMap = members.Count > 0 ? members.TrueForAll(static member => member.Entry.Key[0] == '"') : isNamed;
        return new(new(label, isMap ? WireShape.Map : WireShape.Array), type, members);
    }

    private static IEnumerable<PayloadMember> EnumMembers(INamedTypeSymbol type, string label) => type.GetMembers()
        .OfType<IFieldSymbol>()
        .Where(static field => field.HasConstantValue)
        .Select(field => new PayloadMember(
            new(label, Convert.ToString(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture), field.Name, Type: null), null, SourceLocations.OfName(field)));

    private static IEnumerable<PayloadMember> Cases(INamedTypeSymbol type, string label) => type.FindAttributes(KnownNames.UnionAttribute)
        .Where(static attribute => attribute.ConstructorArguments is [{ Value: int }, { Value: INamedTypeSymbol }])
        .Select(attribute => (Attribute: attribute, Tag: (int)attribute.ConstructorArguments[0].Value!, Case: (INamedTypeSymbol)attribute.ConstructorArguments[1].Value!))
        .Select(found => new PayloadMember(
            new(label, Number(found.Tag), "", WireTypeReader.Read(found.Case)), found.Case, SourceLocations.OfAttribute(found.Attribute)));

    private static IEnumerable<PayloadMember> KeyedMembers(INamedTypeSymbol type, string label) =>
        from member in DataMembers(type)
        let key = member.FindAttribute(KnownNames.KeyAttribute)
        where key is { ConstructorArguments: [{ Value: int or string }] }
        select Member(label, key.ConstructorArguments[0].Value is int number ? Number(number) : WireName.Quote(key.First()!), member, SourceLocations.OfArgument(key));

    private static IEnumerable<PayloadMember> NamedMembers(INamedTypeSymbol type, string label) =>
        from member in DataMembers(type)
        where member.DeclaredAccessibility == Accessibility.Public && member.FindAttribute(KnownNames.IgnoreMemberAttribute) is null
        let key = member.FindAttribute(KnownNames.KeyAttribute)
        select Member(label, WireName.Quote(key?.First() ?? member.Name), member, SourceLocations.OfName(member));

    private static PayloadMember Member(string label, string key, ISymbol member, Location? location)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        var formatter = member.FindAttribute(KnownNames.FormatterAttribute)?.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol;
        return new(new(label, key, key[0] == '"' ? "" : member.Name, WireTypeReader.Read(formatter ?? type)), formatter is null ? type : null, location, HasInitializer(member));
    }

    /// <summary>Properties and fields of the type and its bases; what a derived type overrides or hides counts once.</summary>
    private static IEnumerable<ISymbol> DataMembers(INamedTypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var part = type; part is not null; part = part.BaseType)
        {
            foreach (var member in part.GetMembers().Where(static member => member is { IsStatic: false } and (IPropertySymbol { IsIndexer: false } or IFieldSymbol { IsImplicitlyDeclared: false })))
            {
                if (names.Add(member.Name))
                {
                    yield return member;
                }
            }
        }
    }

    private static bool HasInitializer(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is
        PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null };

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
