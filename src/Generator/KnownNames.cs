namespace TypedRpc.Generator;

/// <summary>Metadata names of the types that the parser looks for.</summary>
internal static class KnownNames
{
    public const string RabbitServiceAttribute = "TypedRpc.RabbitServiceAttribute";
    public const string RabbitEventsAttribute = "TypedRpc.RabbitEventsAttribute";
    public const string RabbitMethodAttribute = "TypedRpc.RabbitMethodAttribute";
    public const string IdempotentAttribute = "TypedRpc.IdempotentAttribute";
    public const string OneWayAttribute = "TypedRpc.OneWayAttribute";
    public const string FaultAttribute = "TypedRpc.FaultAttribute`1";
    public const string Connection = "TypedRpc.RpcConnection";
    public const string HostExtensions = "Microsoft.Extensions.Hosting.TypedRpcHostExtensions";
    public const string ServiceExtensions = "Microsoft.Extensions.DependencyInjection.TypedRpcServiceCollectionExtensions";
    public const string FaultException = "TypedRpc.RpcFaultException`1";
    public const string Unit = "TypedRpc.Serialization.Unit";

    public const string UnionAttribute = "MessagePack.UnionAttribute";
    public const string MessagePackObjectAttribute = "MessagePack.MessagePackObjectAttribute";
    public const string KeyAttribute = "MessagePack.KeyAttribute";
    public const string IgnoreMemberAttribute = "MessagePack.IgnoreMemberAttribute";
    public const string FormatterAttribute = "MessagePack.MessagePackFormatterAttribute";
    public const string ObjectAttribute = "MessagePack.MessagePackObjectAttribute";
    public const string DataContractAttribute = "System.Runtime.Serialization.DataContractAttribute";
    public const string AssumedFormattableAttribute = "MessagePack.MessagePackAssumedFormattableAttribute";
    public const string KnownFormatterAttribute = "MessagePack.MessagePackKnownFormatterAttribute";
    public const string GeneratedResolverAttribute = "MessagePack.Internal.GeneratedAssemblyMessagePackResolverAttribute";
    public const string Formatter = "MessagePack.Formatters.IMessagePackFormatter`1";

    public const string Task = "System.Threading.Tasks.Task";
    public const string TaskOfResult = "System.Threading.Tasks.Task`1";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string ValueTaskOfResult = "System.Threading.Tasks.ValueTask`1";
    public const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable`1";
    public const string Memory = "System.Memory`1";
    public const string ReadOnlyMemory = "System.ReadOnlyMemory`1";
    public const string ArraySegment = "System.ArraySegment`1";
    public const string ReadOnlySequence = "System.Buffers.ReadOnlySequence`1";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string Guid = "System.Guid";
    public const string DateTimeOffset = "System.DateTimeOffset";
    public const string Thread = "System.Threading.Thread";
    public const string Stream = "System.IO.Stream";
    public const string Type = "System.Type";
    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";
    public const string ObsoleteAttribute = "System.ObsoleteAttribute";
    public const string ExperimentalAttribute = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";
    public const string AllowNullAttribute = "System.Diagnostics.CodeAnalysis.AllowNullAttribute";
    public const string DisallowNullAttribute = "System.Diagnostics.CodeAnalysis.DisallowNullAttribute";
    public const string GeneratedCodeAttribute = "System.CodeDom.Compiler.GeneratedCodeAttribute";
}
