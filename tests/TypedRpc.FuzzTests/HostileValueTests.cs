using MessagePack;
using TypedRpc.Fuzz.Mutation;

namespace TypedRpc.FuzzTests;

/// <summary>Values of the right shape that do not fit their type.</summary>
public sealed class HostileValueTests : IDisposable
{
    private readonly Caller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    [Trait("Fault", "D9")]
    public void Random_bytes_are_not_executed_or_are_arguments_by_chance()
    {
        var random = new Random(20261124);
        for (var run = 0; run < 20_000; run++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);

            // No array of one to four elements: those can be arguments.
            bytes = bytes is [>= 0x90 and <= 0x9f, ..] ? bytes[1..] : bytes;
            if (bytes is not [>= 0x90 and <= 0x9f or 0xdc or 0xdd, ..])
            {
                _caller.Refuses(_caller.Methods[run % _caller.Methods.Count], bytes);
            }
        }
    }

    [Theory]
    [InlineData("d463c0")]
    [InlineData("c70a63d27fffffff0000000000")]
    [InlineData("c70562d27fffffff")]
    [InlineData("92d463c0c403000000")]
    [InlineData("92c70562d27fffffffc403000000")]
    [Trait("Fault", "D19")]
    public void Compressed_blocks_are_values_like_any_other_and_never_unpacked(string block)
    {
        var bytes = Convert.FromHexString(block);
        foreach (var method in _caller.Methods.Where(static method => method.Name != "Nothing"))
        {
            _caller.Refuses(method, bytes);
            _caller.Refuses(method, [0x91, .. bytes]);
        }
    }

    /// <summary>Texts with bytes that are no UTF-8 come as U+FFFD, which every reader of .NET makes of them.</summary>
    [Theory]
    [InlineData("a1ff")]
    [InlineData("a2c328")]
    [InlineData("a3eda080")]
    [Trait("Fault", "D20")]
    public void Bad_UTF8_is_replaced(string text)
    {
        var answer = _caller.Accepts("Greet", [0x92, .. Convert.FromHexString(text), 0xc0]);
        new MessagePackReader(answer.Payload).ReadString()!.ShouldContain('\ufffd');
    }

    [Theory]
    [InlineData("ce80000000")]
    [InlineData("ceffffffff")]
    [InlineData("cf7fffffffffffffff")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("d38000000000000000")]
    [InlineData("cb7ff8000000000000")]
    [InlineData("c0")]
    [InlineData("a131")]
    [InlineData("c3")]
    [Trait("Fault", "D20")]
    public void A_number_that_does_not_fit_is_refused(string number) => _caller.Refuses("Add", [0x92, 0x01, .. Convert.FromHexString(number)]);

    [Theory]
    [InlineData("Submit", "91c0")]
    [InlineData("Echo", "91c0")]
    [InlineData("Grow", "91c0")]
    [InlineData("Greet", "92c0c0")]
    [InlineData("Map", "93c09080")]
    [InlineData("Map", "9380c080")]
    [InlineData("Map", "938090c0")]
    [Trait("Fault", "D20")]
    public void Nil_is_refused_where_the_contract_has_no_null(string method, string arguments) => _caller.Refuses(method, Convert.FromHexString(arguments));

    [Fact]
    [Trait("Fault", "D20")]
    public void Keys_that_come_twice_are_refused()
    {
        _caller.Accepts("Map", Convert.FromHexString("93" + "82a16101a16202" + "90" + "8201010202"));
        _caller.Refuses("Map", Convert.FromHexString("93" + "82a16101a16102" + "90" + "80"));
        _caller.Refuses("Map", Convert.FromHexString("93" + "80" + "90" + "8201010102"));
    }

    [Fact]
    [Trait("Fault", "D20")]
    public void Every_hostile_value_in_every_place_is_executed_or_refused()
    {
        foreach (var method in _caller.Methods.Where(static method => !method.OneWay))
        {
            foreach (var value in HostileValues.All)
            {
                for (var before = 0; before < 3; before++)
                {
                    byte[] arguments = [(byte)(0x91 + before), .. Enumerable.Repeat((byte)0x01, before), .. value];
                    var executed = _caller.Executed;
                    var answer = _caller.Call(method.Name, arguments);
                    Fuzz.Targets.AnswerRules.Check(in answer, _caller.Executed - executed);
                }
            }
        }
    }
}
