using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Takes parts of a failing contract away as long as it fails in the same way.</summary>
internal static class Shrinker
{
    public static async Task<ContractFailure> ShrinkAsync(ContractFailure failure)
    {
        foreach (var smaller in Smaller(failure.Contract))
        {
            var (failures, _) = await ContractBatch.RunAsync([smaller]);
            if (failures.FirstOrDefault() is { } same && Kind(same) == Kind(failure))
            {
                return await ShrinkAsync(same);
            }
        }

        return failure;
    }

    /// <summary>The problem without its place.</summary>
    private static string Kind(ContractFailure failure) => failure.Problem.Split('\n')[0] is var line && line.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end ? line[end..Math.Min(end + 16, line.Length)] : line[..Math.Min(16, line.Length)];

    private static IEnumerable<ContractSpec> Smaller(ContractSpec contract)
    {
        if (contract.Methods.Length > 1)
        {
            foreach (var method in contract.Methods)
            {
                yield return contract with { Methods = [.. contract.Methods.Where(other => !ReferenceEquals(other, method))] };
            }
        }

        foreach (var (method, index) in contract.Methods.Select(static (method, index) => (method, index)))
        {
            foreach (var smaller in Smaller(method))
            {
                yield return contract with { Methods = [.. contract.Methods[..index], smaller, .. contract.Methods[(index + 1)..]] };
            }
        }

        var lines = contract.Members.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < lines.Length; index++)
        {
            yield return contract with { Members = string.Join('\n', lines.Where((_, other) => other != index)) };
        }

        if (contract.Outer.Length > 1)
        {
            yield return contract with { Outer = contract.Outer[..1] };
        }

        if (contract.Bases.Length > 0)
        {
            yield return contract with { Bases = "" };
        }

        if (contract.Damage is not null)
        {
            yield return contract with { Damage = null };
        }
    }

    private static IEnumerable<MethodSpec> Smaller(MethodSpec method)
    {
        if (method.Result is not null)
        {
            yield return method with { Result = null };
        }

        if (method.Attributes.Length > 0 && !method.IsOneWay)
        {
            yield return method with { Attributes = "" };
        }

        foreach (var parameter in method.Parameters)
        {
            yield return method with { Parameters = [.. method.Parameters.Where(other => !ReferenceEquals(other, parameter))] };
        }
    }
}
