using System.Text;
using TypedRpc.Serialization;

namespace TypedRpc.Tests.Events;

/// <summary>Values in routing keys: whatever they are they come back, and none of them adds words.</summary>
public sealed class RoutingKeyTests
{
    [Theory]
    [InlineData("eu", "a.eu.b.7")]
    [InlineData("a.b", "a.a%2Eb.b.7")]
    [InlineData("*#%", "a.%2A%23%25.b.7")]
    [InlineData("ü", "a.%C3%BC.b.7")]
    [InlineData("a-b_c~d", "a.a-b_c~d.b.7")]
    [InlineData(" 🙂", "a.%20%F0%9F%99%82.b.7")]
    public void A_value_is_one_word_and_comes_back(string value, string key)
    {
        var info = Info("a.{text}.b.{number}");
        Write(info, value, 7).ShouldBe(key);
        info.Template.Matches(key).ShouldBeTrue();
        var reader = new RoutingKeyReader(info, key);
        reader.GetString(0).ShouldBe(value);
        reader.Get<int>(1).ShouldBe(7);
    }

    [Fact]
    public void Numbers_guids_truth_values_and_enumerations_come_back()
    {
        var info = Info("{a}.{b}.{c}.{d}");
        var guid = Guid.NewGuid();
        var writer = new RoutingKeyWriter(info, stackalloc char[RoutingKeyWriter.MaxBytes]);
        writer.Append(-5L);
        writer.Append(guid);
        writer.Append(true);
        writer.AppendEnum(DayOfWeek.Friday);
        var key = writer.Finish();
        key.ShouldBe($"-5.{guid}.true.Friday");
        var reader = new RoutingKeyReader(info, key);
        reader.Get<long>(0).ShouldBe(-5);
        reader.Get<Guid>(1).ShouldBe(guid);
        reader.Get<bool>(2).ShouldBeTrue();
        reader.GetEnum<DayOfWeek>(3).ShouldBe(DayOfWeek.Friday);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Null_and_the_empty_text_are_refused_under_the_parameters_name(string? value) =>
        Should.Throw<ArgumentException>(() => Write(Info("a.{text}.{number}"), value, 1)).Message.ShouldContain("'text'");

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Should.Throw<ArgumentException>(() => Write(Info("{text}.{number}"), "\ud83d", 1)).Message.ShouldContain("surrogate");

    [Theory]
    [InlineData("ü", 42, true)]
    [InlineData("ü", 43, false)]
    [InlineData("x", 253, true)]
    [InlineData("x", 254, false)]
    public void A_key_has_at_most_255_bytes(string text, int count, bool fits)
    {
        var value = string.Concat(Enumerable.Repeat(text, count));
        var write = () => Write(Info("{text}.{number}"), value, 7);
        if (fits)
        {
            Encoding.UTF8.GetByteCount(write()).ShouldBeLessThanOrEqualTo(255);
        }
        else
        {
            Should.Throw<ArgumentException>(write).Message.ShouldContain("255 bytes");
        }
    }

    [Theory]
    [InlineData("a.%2.7")]
    [InlineData("a.%ZZ.7")]
    [InlineData("a.%FF.7")]
    public void A_word_that_is_not_as_it_was_written_is_refused(string key) =>
        Should.Throw<RpcDecodeException>(() => new RoutingKeyReader(Info("a.{text}.{number}"), key).GetString(0));

    [Fact]
    public void A_word_that_is_no_number_is_refused() =>
        Should.Throw<RpcDecodeException>(() => new RoutingKeyReader(Info("a.{text}.{number}"), "a.b.c").Get<int>(1)).Message.ShouldContain("'number'");

    [Theory]
    [InlineData("a.{x}.c", "a.b.c", true)]
    [InlineData("a.{x}.c", "a..c", false)]
    [InlineData("a.{x}.c", "a.b.d", false)]
    [InlineData("a.{x}.c", "a.b.c.d", false)]
    [InlineData("a.{x}.c", "a.b", false)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "a.c", false)]
    public void A_template_knows_its_keys(string template, string key, bool matches) => Info(template).Template.Matches(key).ShouldBe(matches);

    [Fact]
    public void A_template_is_bound_by_a_pattern() => Info("payment.{region}.refunded.{kind}").Template.Pattern.ShouldBe("payment.*.refunded.*");

    private static EventInfo Info(string template)
    {
        var info = new EventInfo("Event") { RoutingKey = template };
        _ = new EventsInfo("exchange", "Contract", info);
        return info;
    }

    private static string Write(EventInfo info, string? text, int number)
    {
        var writer = new RoutingKeyWriter(info, stackalloc char[RoutingKeyWriter.MaxBytes]);
        writer.Append(text);
        writer.Append(number);
        return writer.Finish();
    }
}
