using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Parsing;

/// <summary>Turns an interface into a model, or reports why it cannot be one.</summary>
internal static class ContractParser
{
    public static ContractModel? TryParse(INamedTypeSymbol contract, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var reporter = new Reporter(report);
        CheckShape(contract, reporter);
        var attribute = SymbolNames.Attribute(contract, KnownNames.RabbitService)!;
        var exchange = attribute.ConstructorArguments.FirstOrDefault().Value as string;
        var service = SymbolNames.Argument(attribute, "Name") as string ?? WireNames.WithoutI(contract.Name);
        reporter.Name(contract, "Exchange", exchange, WireNames.WhyNot(exchange, isKey: false));
        reporter.Name(contract, "Service", service, WireNames.WhyNot(service, isKey: true));

        var methods = new List<MethodModel>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaring in new[] { contract }.Concat(contract.AllInterfaces))
        {
            foreach (var member in declaring.GetMembers())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (MethodParser.TryParse(contract, declaring, member, ids, reporter) is { } method)
                {
                    methods.Add(method);
                }
            }
        }

        CheckDuplicates(contract, service, methods, reporter);
        var className = ClassName(contract);
        CheckClassName(contract, className, compilation, reporter);
        if (methods.Count == 0 && !reporter.HasErrors)
        {
            reporter.Report(DiagnosticDescriptors.Empty, contract, contract.Name);
        }

        return reporter.HasErrors ? null : new ContractModel(
            contract.ContainingNamespace is { IsGlobalNamespace: false } space ? Qualified(space) : null,
            SymbolNames.Of(contract),
            contract.ToDisplayString(),
            className,
            IsPublic(contract),
            exchange!,
            service,
            SymbolNames.Argument(attribute, "ExchangeType") is 1,
            new EquatableArray<MethodModel>([.. methods]));
    }

    private static void CheckShape(INamedTypeSymbol contract, Reporter reporter)
    {
        for (var type = contract; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                reporter.Report(DiagnosticDescriptors.GenericContract, contract, contract.Name);
                break;
            }
        }

        for (var type = contract; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || type.IsFileLocal)
            {
                reporter.Report(DiagnosticDescriptors.NotAccessible, contract, contract.Name);
                break;
            }
        }
    }

    private static void CheckDuplicates(INamedTypeSymbol contract, string service, List<MethodModel> methods, Reporter reporter)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var key = method.HasOwnKey ? method.WireName : $"{service}.{method.WireName}";
            if (!names.Add(method.WireName) || !keys.Add(key))
            {
                var symbol = contract.AllInterfaces.Concat([contract]).SelectMany(static type => type.GetMembers()).LastOrDefault(member => SymbolNames.Escape(member.Name) == method.Name);
                reporter.Report(DiagnosticDescriptors.DuplicateWireName, Reporter.Nearest(symbol, contract), method.Name, method.WireName);
            }
        }
    }

    private static void CheckClassName(INamedTypeSymbol contract, string className, Compilation compilation, Reporter reporter)
    {
        var plain = className.TrimStart('@');
        if (contract.ContainingNamespace.GetTypeMembers(plain).Any(static type => type.Locations.Any(static location => location.IsInSource && location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != true)))
        {
            reporter.Report(DiagnosticDescriptors.ClassNameTaken, contract, plain, contract.Name);
            return;
        }

        // IFoo and Foo in one namespace would both become FooRpc: the one whose name sorts first keeps it.
        var attribute = compilation.GetTypeByMetadataName(KnownNames.RabbitService);
        var twin = contract.ContainingNamespace.GetTypeMembers().SelectMany(static type => new[] { type }.Concat(type.GetTypeMembers())).Any(other =>
            other.TypeKind == TypeKind.Interface && !SymbolEqualityComparer.Default.Equals(other, contract) && ClassName(other) == className
            && string.CompareOrdinal(other.ToDisplayString(), contract.ToDisplayString()) < 0
            && other.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)));
        if (twin)
        {
            reporter.Report(DiagnosticDescriptors.ClassNameTaken, contract, plain, contract.Name);
        }
    }

    private static string ClassName(INamedTypeSymbol contract)
    {
        var name = WireNames.WithoutI(contract.Name) + "Rpc";
        for (var outer = contract.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.Name}_{name}";
        }

        return SymbolNames.Escape(name);
    }

    private static string Qualified(INamespaceSymbol space) => string.Join(".", space.ToDisplayString().Split('.').Select(static part => SymbolNames.Escape(part.TrimStart('@'))));

    private static bool IsPublic(INamedTypeSymbol contract)
    {
        for (var type = contract; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }
}
