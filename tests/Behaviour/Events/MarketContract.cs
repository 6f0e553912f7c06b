using System.Runtime.CompilerServices;
using MessagePack;
using TypedRpc.Binding;
using TypedRpc.Events;
using TypedRpc.Serialization;

namespace TypedRpc.Behaviour.Events;

/// <summary>Connects <see cref="IMarket"/> to TypedRpc, as a generated class does.</summary>
public sealed class MarketContract() : EventContract<IMarket>(Info)
{
    public static readonly EventsInfo Info = new(
        "behaviour.events",
        "Market",
        new EventInfo("Traded"),
        new EventInfo("Quoted") { RoutingKey = "quote.{region}.changed" });

    public override IMarket CreatePublisher(EventInvoker invoker) => new Publisher(invoker, new Wire(invoker.Serializer));

    public override EventDispatcher<IMarket> CreateDispatcher(RpcSerializer serializer) => new Dispatcher(new Wire(serializer));

#pragma warning disable CA2255 // As generated code does.
    [ModuleInitializer]
    internal static void Register() => EventContractRegistry.Register(new MarketContract());
#pragma warning restore CA2255

    private sealed class Wire(RpcSerializer serializer)
    {
        public readonly TradedMethod Traded = new();
        public readonly QuotedMethod Quoted = new(serializer);
    }

    private sealed class TradedMethod() : EventMethod<(string, int)>(MarketContract.Info.Events[0])
    {
        public override void WriteArguments(ref MessagePackWriter writer, in (string, int) arguments)
        {
            writer.WriteArrayHeader(2);
            writer.Write(arguments.Item1);
            writer.Write(arguments.Item2);
        }

        public override (string, int) ReadArguments(in RoutingKeyReader key, ref MessagePackReader reader, int count) => (
            count > 0 ? TypedRpc.Serialization.Wire.NotNull(reader.ReadString(), "symbol")! : throw TypedRpc.Serialization.Wire.Missing("symbol"),
            count > 1 ? reader.ReadInt32() : throw TypedRpc.Serialization.Wire.Missing("quantity"));
    }

    private sealed class QuotedMethod(RpcSerializer serializer) : EventMethod<(string, decimal)>(MarketContract.Info.Events[1])
    {
        private readonly Codec<decimal> _price = serializer.GetCodec<decimal>("IMarket.QuotedAsync, parameter 'price'");

        public override void WriteKey(ref RoutingKeyWriter key, in (string, decimal) arguments) => key.Append(arguments.Item1);

        public override void WriteArguments(ref MessagePackWriter writer, in (string, decimal) arguments)
        {
            writer.WriteArrayHeader(1);
            _price.Write(ref writer, arguments.Item2);
        }

        public override (string, decimal) ReadArguments(in RoutingKeyReader key, ref MessagePackReader reader, int count) => (
            key.GetString(0),
            count > 0 ? _price.Read(ref reader) : throw TypedRpc.Serialization.Wire.Missing("price"));
    }

    private sealed class Publisher(EventInvoker invoker, Wire wire) : IMarket
    {
        public ValueTask TradedAsync(string symbol, int quantity, CancellationToken cancellationToken) => invoker.PublishAsync(wire.Traded, (symbol, quantity), cancellationToken);

        public ValueTask QuotedAsync(string region, decimal price, CancellationToken cancellationToken) => invoker.PublishAsync(wire.Quoted, (region, price), cancellationToken);
    }

    private sealed class Dispatcher(Wire wire) : EventDispatcher<IMarket>
    {
        public override ValueTask DispatchAsync(IMarket subscriber, EventCall call) => call.EventIndex switch
        {
            0 => TradedAsync(subscriber, call),
            1 => QuotedAsync(subscriber, call),
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };

        private async ValueTask TradedAsync(IMarket subscriber, EventCall call)
        {
            var arguments = call.ReadArguments(wire.Traded);
            await subscriber.TradedAsync(arguments.Item1, arguments.Item2, call.CancellationToken);
        }

        private async ValueTask QuotedAsync(IMarket subscriber, EventCall call)
        {
            var arguments = call.ReadArguments(wire.Quoted);
            await subscriber.QuotedAsync(arguments.Item1, arguments.Item2, call.CancellationToken);
        }
    }
}
