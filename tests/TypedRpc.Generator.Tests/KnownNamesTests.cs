using System.Reflection;
using MessagePack;

namespace TypedRpc.Generator.Tests;

/// <summary>The generator shares no code with the runtime: it knows it by these names.</summary>
public sealed class KnownNamesTests
{
    public static TheoryData<string> Names { get; } =
        [.. typeof(KnownNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exists(string name) => Assemblies(name).ShouldContain(assembly => assembly.GetType(name) != null);

    private static Assembly[] Assemblies(string name) => name.Split('.')[0] switch
    {
        "TypedRpc" => [typeof(RabbitServiceAttribute).Assembly],
        "MessagePack" => [typeof(UnionAttribute).Assembly, typeof(MessagePackSerializer).Assembly],
        "Microsoft" => [typeof(RabbitRpcConnection).Assembly],
        _ => [typeof(object).Assembly, typeof(System.Buffers.ReadOnlySequence<>).Assembly, typeof(System.Runtime.Serialization.DataContractAttribute).Assembly],
    };

    [Theory]
    [InlineData(nameof(RabbitServiceAttribute.Name))]
    [InlineData(nameof(RabbitServiceAttribute.ExchangeType))]
    public void The_service_attribute_has_the_argument(string name) => typeof(RabbitServiceAttribute).GetProperty(name).ShouldNotBeNull();

    [Theory]
    [InlineData(nameof(RabbitMethodAttribute.RoutingKey))]
    [InlineData(nameof(RabbitMethodAttribute.TimeoutMilliseconds))]
    [InlineData(nameof(RabbitMethodAttribute.Coalesce))]
    public void The_method_attribute_has_the_argument(string name) => typeof(RabbitMethodAttribute).GetProperty(name).ShouldNotBeNull();

    [Fact]
    public void The_events_attribute_has_a_name() => typeof(RabbitEventsAttribute).GetProperty(nameof(RabbitEventsAttribute.Name)).ShouldNotBeNull();

    [Fact]
    public void Topic_has_the_value_that_the_parser_looks_for() => ((int)RpcExchangeType.Topic).ShouldBe(1);
}
