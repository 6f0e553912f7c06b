using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Parses the methods of a contract and of the interfaces that it inherits.</summary>
internal static class MethodSetParser
{
    /// <summary>The methods in the order of their wire names, so that the order of source files does not matter.</summary>
    public static List<MethodModel> Parse(INamedTypeSymbol contract, string service, bool isEvents, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var names = new UniqueNames(service, isEvents, sink);
        var parsed = new List<MethodModel>();
        var found = false;
        foreach (var member in RemoteMembers.Of(contract))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found = true;
            if (MemberShape.Check(member, sink) is not { } method)
            {
                continue;
            }

            var model = isEvents ? EventParser.Parse(contract, method, service, sink) : MethodParser.Parse(contract, method, service, sink);
            names.Add(method, model);
            parsed.Add(model);
        }

        if (!found)
        {
            sink.ReportContract(ContractDescriptors.NoMethods, null, contract.ToMessageText());
        }

        parsed.Sort(static (left, right) => string.CompareOrdinal(left.WireName, right.WireName));
        return Identify(parsed);
    }

    /// <summary>Gives each method a name for what is generated for it; overloads and names that generated classes use themselves get a number.</summary>
    private static List<MethodModel> Identify(List<MethodModel> methods)
    {
        var taken = new HashSet<string>(
        [
            "Wire", "Dispatcher", "DispatchAsync", "_wire", "serializer",
            nameof(Equals), nameof(ReferenceEquals), nameof(GetHashCode), nameof(GetType), nameof(ToString), nameof(MemberwiseClone), "Finalize",
        ]);
        return methods.ConvertAll(method =>
        {
            var identifier = method.Name;
            for (var number = 2; !taken.Add(identifier); number++)
            {
                identifier = FormattableString.Invariant($"{method.Name}_{number}");
            }

            return method with { Identifier = identifier };
        });
    }
}
