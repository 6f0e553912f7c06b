using System.Collections.Generic;
using System.Linq;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>What several emitters say of a method.</summary>
internal static class MethodText
{
    public const string Unit = "rpc::Serialization.Unit";

    public static List<ParameterModel> Payload(MethodModel method) => method.Parameters.Where(static parameter => !parameter.IsCancellationToken).ToList();

    /// <summary><c>Unit</c>, the one type, or a tuple whose elements have no names: names such as <c>Item2</c> or <c>Rest</c> would be illegal.</summary>
    public static string Arguments(MethodModel method)
    {
        var payload = Payload(method);
        return payload.Count switch
        {
            0 => Unit,
            1 => payload[0].Type.Name,
            _ => $"({string.Join(", ", payload.Select(static parameter => parameter.Type.Name))})",
        };
    }

    public static string Result(MethodModel method) => method.Result?.Name ?? Unit;
}
