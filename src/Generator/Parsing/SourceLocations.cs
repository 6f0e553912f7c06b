using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Parsing;

/// <summary>The places that diagnostics point at; null when a symbol has no source.</summary>
internal static class SourceLocations
{
    public static Location? OfName(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    public static Location? OfReturnType(IMethodSymbol method) =>
        (Syntax(method) as MethodDeclarationSyntax)?.ReturnType.GetLocation();

    public static Location? OfParameter(IParameterSymbol parameter) => Syntax(parameter)?.GetLocation();

    public static Location? OfType(IParameterSymbol parameter) =>
        (Syntax(parameter) as ParameterSyntax)?.Type?.GetLocation();

    /// <summary><c>__arglist</c>, which is no parameter.</summary>
    public static Location? OfArgumentList(IMethodSymbol method) =>
        (Syntax(method) as MethodDeclarationSyntax)?.ParameterList.Parameters.Last().GetLocation();

    /// <summary>A base in the list of an interface, or null when it is inherited from another base.</summary>
    public static Location? OfBase(INamedTypeSymbol type, INamedTypeSymbol @base) => type.DeclaringSyntaxReferences
        .Select(static reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .SelectMany(static declaration => declaration.BaseList?.Types ?? default)
        .FirstOrDefault(listed => SimpleName(listed.Type)?.Identifier.ValueText == @base.Name)
        ?.GetLocation();

    public static Location? OfAttribute(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>A named argument, or the first positional one when <paramref name="name"/> is null; the whole attribute when it is not there.</summary>
    public static Location? OfArgument(AttributeData attribute, string? name = null)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return argument?.Expression.GetLocation() ?? syntax?.GetLocation();
    }

    /// <summary>The type argument of a call, or the name of its method when the compiler inferred it.</summary>
    public static Location OfTypeArgument(IInvocationOperation call)
    {
        var name = (call.Syntax as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return ((name as GenericNameSyntax)?.TypeArgumentList.Arguments[0] ?? (SyntaxNode?)name ?? call.Syntax).GetLocation();
    }

    /// <summary>The name of the member that is called or read, without what it is called on.</summary>
    public static Location OfCalledName(SyntaxNode use) => use switch
    {
        InvocationExpressionSyntax invocation => OfCalledName(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        _ => use.GetLocation(),
    };

    private static SimpleNameSyntax? SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => type as SimpleNameSyntax,
    };

    private static SyntaxNode? Syntax(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
}
