using System.Buffers;
using MessagePack;
using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Targets;
using TypedRpc.Protocol;

namespace TypedRpc.FuzzTests;

/// <summary>Calls the contract's methods with encoded arguments, and looks at what a caller is told.</summary>
internal sealed class Caller : IDisposable
{
    private readonly ServerBench _server = new();

    public delegate void Write(ref MessagePackWriter writer);

    public int Executed => _server.Executed;

    public IReadOnlyList<RpcMethodInfo> Methods => _server.Service.Methods;

    public static byte[] Bytes(Write write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public Frame Call(string method, byte[] arguments) => _server.Call(Methods.Single(info => info.Name == method), arguments);

    /// <summary>The arguments are refused as what cannot be decoded, and the handler does not run; a one-way call just does not run.</summary>
    public void Refuses(RpcMethodInfo method, byte[] arguments)
    {
        var before = Executed;
        var answer = _server.Call(method, arguments);
        Executed.ShouldBe(before, $"{method.FullName} was executed with {Convert.ToHexStringLower(arguments.AsSpan(0, Math.Min(arguments.Length, 64)))}");
        if (!method.OneWay)
        {
            AnswerRules.Check(in answer, 0);
        }
    }

    public void Refuses(string method, byte[] arguments) => Refuses(Methods.Single(info => info.Name == method), arguments);

    /// <summary>The handler runs and a result comes.</summary>
    public Frame Accepts(string method, byte[] arguments)
    {
        var before = Executed;
        var answer = Call(method, arguments);
        answer.Kind.ShouldBe(FrameKind.Result, answer.Message);
        Executed.ShouldBe(before + 1);
        return answer;
    }

    public void Dispose() => _server.Dispose();
}
