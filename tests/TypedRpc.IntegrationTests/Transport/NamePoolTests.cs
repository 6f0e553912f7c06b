using System.Text;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class NamePoolTests
{
    private readonly NamePool _names = new();

    [Fact]
    public void A_name_that_comes_again_is_the_same_object() => Get("amq.gen-1").ShouldBeSameAs(Get("amq.gen-1"));

    [Fact]
    public void Names_that_share_a_slot_are_not_mixed_up()
    {
        // More names than there are slots, so that each takes another one's place sooner or later.
        for (var round = 0; round < 3; round++)
        {
            for (var number = 0; number < 2000; number++)
            {
                Get($"name-{number}").ShouldBe($"name-{number}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Größe 你好")]
    public void Any_text_is_read_as_UTF8(string name) => Get(name).ShouldBe(name);

    private string Get(string name) => _names.Get(Encoding.UTF8.GetBytes(name));
}
