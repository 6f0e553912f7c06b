using TypedRpc.Client;
using TypedRpc.Protocol;

namespace TypedRpc.MicroBenchmarks.Pending;

/// <summary>A pending call that is only ever in a table.</summary>
internal sealed class TableEntry : PendingCall
{
    public override void Fail(Exception exception) => throw new NotSupportedException();

    public override void Complete(in Frame result) => throw new NotSupportedException();

    public override RpcException? ReadFault(in Frame fault) => throw new NotSupportedException();
}
