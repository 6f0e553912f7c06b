using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>Reads what a valid contract puts on the wire.</summary>
internal static class ContractSurfaceReader
{
    public static ContractSurface Read(INamedTypeSymbol contract, ContractModel model, PayloadCache cache, CancellationToken cancellationToken)
    {
        var header = new WireContract(model.Exchange, model.Service, model.IsTopic, model.IsEvents);
        var models = model.Methods.ToDictionary(static method => method.WireName, StringComparer.Ordinal);
        var reach = new PayloadReach(cache, cancellationToken);
        var methods = new List<MethodSurface>();
        foreach (var method in RemoteMembers.Of(contract).OfType<IMethodSymbol>())
        {
            methods.Add(ReadMethod(header, method, models[MethodParser.WireName(method)]));
            reach.AddAll(method);
        }

        return new(header, contract, ContractAttribute.Find(contract)!, methods, reach.Shapes);
    }

    private static MethodSurface ReadMethod(WireContract contract, IMethodSymbol method, MethodModel model)
    {
        var travelling = method.Parameters.Zip(model.Parameters, static (symbol, parameter) => (Symbol: symbol, Model: parameter)).Where(static pair => pair.Model.Payload is not null).ToList();
        var entry = new WireMethod(
            contract.Key,
            model.WireName,
            new EquatableArray<WireParameter>(travelling.Select(static pair =>
                new WireParameter(pair.Model.Name, Read(pair.Symbol.Type, pair.Model.Payload!), pair.Model.Default is not null))),
            model.Result is null ? null : Read(((INamedTypeSymbol)method.ReturnType).TypeArguments[0], model.Result),
            model.IsOneWay,
            model.IsIdempotent,
            model.Template ?? (model.HasRoutingKey ? model.WireName : null),
            new EquatableArray<WireFault>(Faults(method)));
        return new(entry, method) { Parameters = [.. travelling.Select(static pair => pair.Symbol)] };
    }

    private static IEnumerable<WireFault> Faults(IMethodSymbol method) => method.FindAttributes(KnownNames.FaultAttribute)
        .Select(static attribute => (Attribute: attribute, Detail: attribute.AttributeClass!.TypeArguments[0]))
        .Select(static fault => new WireFault(FaultParser.Name(fault.Attribute, fault.Detail), WireTypeReader.Read(fault.Detail)))
        .OrderBy(static fault => fault.Name, StringComparer.Ordinal);

    /// <summary>Generated code refuses nil where the contract forbids null; deeper inside nobody does.</summary>
    private static WireType Read(ITypeSymbol type, PayloadModel payload)
    {
        var read = WireTypeReader.Read(type);
        return read with { IsNullable = payload.Nil != NilHandling.Refuse && (type.IsReferenceType || read.IsNullable) };
    }
}
