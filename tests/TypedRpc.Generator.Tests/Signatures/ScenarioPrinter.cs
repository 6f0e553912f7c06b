using System.Text;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Prints an implementation of a contract that keeps what arrives, and a scenario that calls each of its methods.</summary>
internal static class ScenarioPrinter
{
    public const string Session = "global::TypedRpc.Generator.Tests.Signatures.Session";

    private const string Probe = "global::TypedRpc.Generator.Tests.Signatures.Probe";
    private const string Tasks = "global::System.Threading.Tasks";

    /// <summary>The metadata name of the class whose <c>RunAsync</c> calls the contract.</summary>
    public static string ClassName(ContractSpec contract) => $"Scenarios.Scenario_{contract.Id}";

    public static string Print(ContractSpec contract) =>
        $$"""
        #nullable enable
        #pragma warning disable
        namespace Scenarios
        {
            [global::System.Obsolete]
            internal sealed class Service_{{contract.Id}}({{Probe}} probe) : {{contract.Type}}
            {
                private readonly {{Probe}} __probe = probe;
        {{Join(contract.Methods, method => Implementation(contract, method))}}
            }

            [global::System.Obsolete] // So that it may call what is obsolete as an error.
            public static class Scenario_{{contract.Id}}
            {
                public static async {{Tasks}}.Task RunAsync()
                {
                    var __probe = new {{Probe}}();
                    await using var __session = await {{Session}}.{{(contract.IsOfEvents ? "SubscribeAsync" : "OpenAsync")}}<{{contract.Type}}>(new Service_{{contract.Id}}(__probe), __probe);
        {{Join(contract.Methods, method => Calls(contract, method))}}
                }
            }
        }
        """;

    private static string Implementation(ContractSpec contract, MethodSpec method)
    {
        var parameters = string.Join(", ", method.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"));
        var arguments = string.Join(", ", method.Parameters.Select(static parameter => parameter.IsToken ? $"{parameter.Name}.CanBeCanceled" : parameter.Name));
        return $"        {method.ReturnType} {method.Owner ?? contract.Type}.{method.Name}({parameters}) {{ this.__probe.Arrived(new object?[] {{ {arguments} }}); return {method.ReturnValue}; }}";
    }

    /// <summary>A call with all arguments, and one of each older caller, that does not know the last arguments; of an event only the first.</summary>
    private static string Calls(ContractSpec contract, MethodSpec method)
    {
        var payloads = method.Parameters.Where(static parameter => !parameter.IsToken).ToArray();
        var required = payloads.Length - payloads.Reverse().TakeWhile(static parameter => parameter.Default is not null).Count();
        var name = $"\"{contract.Id}: {method.Name}\"";
        var call = Call(contract, method, payloads.Length);
        var text = new StringBuilder().Append($"            await __session.{(method.IsOneWay || contract.IsOfEvents ? "SendAsync" : "CallAsync")}({name}, {call});");
        for (var sent = contract.IsOfEvents ? payloads.Length : required; sent < payloads.Length; sent++)
        {
            text.Append($"\n            await __session.OmitAsync({name}, {sent}, {call}, {Call(contract, method, sent)});");
        }

        return text.ToString();
    }

    private static string Call(ContractSpec contract, MethodSpec method, int sent)
    {
        var arguments = new List<string>();
        var payloads = 0;
        var isPositional = true;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.IsToken || payloads++ < sent)
            {
                arguments.Add(isPositional ? parameter.Value : $"{parameter.Name}: {parameter.Value}");
            }
            else
            {
                isPositional = false;
            }
        }

        var end = method.Returns == "ValueTask" ? ".AsTask()" : "";
        return $"static __service => (({method.Owner ?? contract.Type})__service).{method.Name}({string.Join(", ", arguments)}){end}";
    }

    private static string Join(IEnumerable<MethodSpec> methods, Func<MethodSpec, string> print) => string.Join("\n", methods.Select(print));
}
