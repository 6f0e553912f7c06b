using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>The attribute that makes an interface a contract: of calls or of events.</summary>
internal static class ContractAttribute
{
    public static AttributeData? Find(INamedTypeSymbol type) => FindAll(type).FirstOrDefault();

    /// <summary>The attribute that there must not be besides the first.</summary>
    public static AttributeData? FindSecond(INamedTypeSymbol type) => FindAll(type).Skip(1).FirstOrDefault();

    public static bool IsEvents(AttributeData attribute) => attribute.AttributeClass.Is(KnownNames.RabbitEventsAttribute);

    private static IEnumerable<AttributeData> FindAll(INamedTypeSymbol type) =>
        type.GetAttributes().Where(static attribute => attribute.AttributeClass.Is(KnownNames.RabbitServiceAttribute) || IsEvents(attribute));
}
