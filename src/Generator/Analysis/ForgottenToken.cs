using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds the token that a call could pass and does not.</summary>
internal static class ForgottenToken
{
    /// <summary>The token of the nearest function that has one, when the call leaves its own to its default value; a token that is written down is on purpose.</summary>
    public static IParameterSymbol? Find(IInvocationOperation call, ISymbol member, Contracts contracts) => Missing(call, contracts) is null
        ? null
        : Scope.Functions(call, member)
            .SelectMany(static function => function.Parameters)
            .FirstOrDefault(parameter => parameter is { RefKind: RefKind.None, Name: not "_" } && contracts.IsToken(parameter.Type));

    /// <summary>The parameter that gets no token.</summary>
    public static IParameterSymbol? Missing(IInvocationOperation call, Contracts contracts) => call.Arguments
        .FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.DefaultValue && contracts.IsToken(argument.Parameter?.Type))
        ?.Parameter;
}
