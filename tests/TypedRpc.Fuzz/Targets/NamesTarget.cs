using System.Text;
using TypedRpc.Fuzz.Contracts;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Server;

namespace TypedRpc.Fuzz.Targets;

/// <summary>Names as they come from the network: of methods, queues, consumers and users.</summary>
internal sealed class NamesTarget : IFuzzTarget
{
    private readonly MethodTable _methods = new(Binding.RpcContractRegistry.Get<IFuzzed>().Service);
    private readonly NamePool _pool = new();

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. new[] { "Fuzzed/Add", "Fuzzed/Nothing", "client-1", "amq.gen-0123456789abcdef", "a/b", "", "wörld\u001b[31m\n", new string('x', 600) }.Select(Encoding.UTF8.GetBytes)];

    public IMutator Mutator { get; } = new TextMutator();

    public void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        FuzzFailureException.ThrowIf(_pool.Get(input) != text || _pool.Get(input) != text, "the pool gives another name");
        var method = _methods.Find(input);
        FuzzFailureException.ThrowIf(method is not null && method.FullName != text, "another method was found");
        FuzzFailureException.ThrowIf(method is not null && !_methods.IsOfService(input), "a method of the service is not of the service");
        FuzzFailureException.ThrowIf(MethodTable.Printable(input).Any(char.IsControl), "a control character would reach a log");
        var key = new CallKey(text, (ulong)input.Length);
        FuzzFailureException.ThrowIf(!key.Equals(new CallKey(text, (ulong)input.Length)) || key.Equals(new CallKey(text + "x", (ulong)input.Length)), "keys are mistaken for each other");
        if (Delivery.IsReplyAddress(text))
        {
            FuzzFailureException.ThrowIf(new ShortString(text).Size != input.Length + 1 || input.Length > 255, "a reply address that AMQP cannot carry");
        }
    }

    public void Dispose()
    {
    }
}
