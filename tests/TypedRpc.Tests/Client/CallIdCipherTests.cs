using TypedRpc.Client;

namespace TypedRpc.Tests.Client;

/// <summary>Numbers of calls cannot be guessed, and come back as what they were.</summary>
[Trait("Fault", "F2")]
public sealed class CallIdCipherTests
{
    [Fact]
    public void The_cipher_is_the_one_of_the_paper()
    {
        var cipher = new CallIdCipher(Convert.FromHexString("00010203" + "08090a0b" + "10111213" + "18191a1b"));
        cipher.Encrypt(0x3b7265747475432d).ShouldBe(0x8c6fa548454e028bul);
        cipher.Decrypt(0x8c6fa548454e028b).ShouldBe(0x3b7265747475432dul);
    }

    [Fact]
    public void Numbers_come_back_and_neighbours_have_nothing_in_common()
    {
        var cipher = CallIdCipher.Create();
        var other = CallIdCipher.Create();
        var ones = 0;
        for (var number = 1ul; number <= 10_000; number++)
        {
            cipher.Decrypt(cipher.Encrypt(number)).ShouldBe(number);
            ones += System.Numerics.BitOperations.PopCount(cipher.Encrypt(number) ^ cipher.Encrypt(number - 1));
            cipher.Encrypt(number).ShouldNotBe(other.Encrypt(number));
        }

        // Half of the 64 bits change from one to the next; ten times the standard deviation of 4 / √10,000 is 0.4.
        (ones / 10_000.0).ShouldBeInRange(31.6, 32.4);
    }
}
