using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using TypedRpc.Serialization;

namespace TypedRpc.Tests.Serialization;

/// <summary>Who has the say where no formatter can be made by dynamic code.</summary>
public sealed class StaticResolverTests
{
    private static readonly ListFormatter<Guid> Emitted = new();

    [Fact]
    public void The_users_formatter_comes_before_the_contracts()
    {
        var users = new ListFormatter<Guid>();
        new StaticResolver(CompositeResolver.Create(users), [Emitted]).GetFormatter<List<Guid>>().ShouldBeSameAs(users);
    }

    [Fact]
    public void The_contracts_formatter_comes_where_the_user_has_none() =>
        new StaticResolver(CompositeResolver.Create(GuidFormatter.Instance), [Emitted]).GetFormatter<List<Guid>>().ShouldBeSameAs(Emitted);

    [Fact]
    public void The_contracts_formatter_comes_where_the_users_resolver_fails() =>
        new StaticResolver(new FailingResolver(new NotSupportedException()), [Emitted]).GetFormatter<List<Guid>>().ShouldBeSameAs(Emitted);

    [Fact]
    public void The_standard_resolver_is_not_asked_for_what_it_would_make_by_reflection() =>
        new StaticResolver(StandardResolver.Instance, [Emitted]).GetFormatter<List<Guid>>().ShouldBeSameAs(Emitted);

    [Fact]
    public void The_standard_resolvers_own_layouts_stay() =>
        new StaticResolver(StandardResolver.Instance, [new ListFormatter<byte>()]).GetFormatter<List<byte>>().ShouldBeSameAs(ByteListFormatter.Instance);

    [Fact]
    public void The_standard_resolver_has_the_rest() =>
        new StaticResolver(StandardResolver.Instance, [Emitted]).GetFormatter<List<TimeSpan>>().ShouldBeOfType<ListFormatter<TimeSpan>>();

    [Fact]
    public void A_failure_is_the_cause_when_nobody_has_a_formatter()
    {
        var failure = new NotSupportedException("no native code");
        var options = MessagePackSerializerOptions.Standard.WithResolver(new StaticResolver(new FailingResolver(failure), [Emitted]));
        var exception = Should.Throw<RpcContractException>(() => new RpcSerializer(options).GetCodec<Guid>("ILedger.BookAsync, parameter 'id'"));
        exception.Message.ShouldContain("'System.Guid', used by ILedger.BookAsync, parameter 'id'");
        exception.InnerException.ShouldBeSameAs(failure);
    }

    [Fact]
    public void A_codec_is_refused_when_a_part_of_its_values_has_no_formatter()
    {
        var codec = new RpcSerializer(new MessagePackSerializerOptions(CompositeResolver.Create(Emitted))).GetCodec<List<Guid>>("ILedger.ListAsync, result");
        Should.Throw<RpcContractException>(codec.Of<Guid>).Message.ShouldContain("'System.Guid', used by ILedger.ListAsync, result");
    }

    private sealed class FailingResolver(Exception failure) : IFormatterResolver
    {
        public IMessagePackFormatter<T>? GetFormatter<T>() => throw failure;
    }
}
