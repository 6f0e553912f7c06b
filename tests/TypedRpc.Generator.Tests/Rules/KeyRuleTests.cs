using MessagePack;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Parsing;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

public sealed class KeyRuleTests
{
    [Theory]
    [InlineData("Task AAsync([|Dictionary<System.DateOnly, int>|] value, CancellationToken token = default);")]
    [InlineData("Task AAsync([|List<HashSet<(int, int)>[]>|] value, CancellationToken token = default);")]
    [InlineData("Task AAsync([|Box<HashSet<decimal>>|] value, CancellationToken token = default);")]
    [InlineData("[|Task<IReadOnlyDictionary<decimal, string>>|] AAsync(CancellationToken token = default);")]
    [InlineData("[|Task<Dictionary<string, System.Collections.Immutable.ImmutableHashSet<System.TimeSpan>>>|] AAsync(CancellationToken token = default);")]
    public async Task TRPC2008_warns_of_keys_without_a_safe_hash_code(string member) =>
        (await RuleHarness.ReportsAsync("TRPC2008", $$"""[MessagePackObject] public class Box<T>; [RabbitService("x")] public interface IFoo { {{member}} }""")).DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("Task AAsync(Dictionary<string, decimal> value, HashSet<System.DayOfWeek> set, CancellationToken token = default);")]
    [InlineData("Task AAsync(SortedDictionary<System.DateOnly, int> value, SortedSet<(int, int)> set, List<decimal> list, CancellationToken token = default);")]
    [InlineData("Task<ISet<System.Guid>> AAsync(IDictionary<System.DateTimeOffset, (decimal, int)> value, CancellationToken token = default);")]
    public Task TRPC2008_accepts_other_keys_and_sorted_collections(string member) => RuleHarness.AcceptsAsync($$"""[RabbitService("x")] public interface IFoo { {{member}} }""");

    [Theory]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary`2")]
    [InlineData("System.Collections.Frozen.FrozenDictionary`2")]
    [InlineData("System.Collections.Frozen.FrozenSet`1")]
    [InlineData("System.Collections.Generic.Dictionary`2")]
    [InlineData("System.Collections.Generic.HashSet`1")]
    [InlineData("System.Collections.Generic.IDictionary`2")]
    [InlineData("System.Collections.Generic.IReadOnlyDictionary`2")]
    [InlineData("System.Collections.Generic.IReadOnlySet`1")]
    [InlineData("System.Collections.Generic.ISet`1")]
    [InlineData("System.Collections.Generic.OrderedDictionary`2")]
    [InlineData("System.Collections.Immutable.IImmutableDictionary`2")]
    [InlineData("System.Collections.Immutable.IImmutableSet`1")]
    [InlineData("System.Collections.Immutable.ImmutableDictionary`2")]
    [InlineData("System.Collections.Immutable.ImmutableHashSet`1")]
    [InlineData("System.Collections.ObjectModel.ReadOnlyDictionary`2")]
    [InlineData("System.Linq.ILookup`2")]
    public void TRPC2008_knows_each_collection_that_hashes_its_keys(string name)
    {
        var compilation = Sources.Compile();
        var collection = compilation.GetTypeByMetadataName(name)!;
        var key = compilation.GetTypeByMetadataName("System.DateOnly")!;
        KeyRules.FindUnsafe(collection.Construct([.. collection.TypeParameters.Select(_ => key)]))!.Value.Key.ShouldBe(key, SymbolEqualityComparer.Default);
    }

    /// <summary>The rule says what MessagePack does.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void TRPC2008_agrees_with_MessagePack(Type key)
    {
        var compilation = Sources.Compile();
        var dictionary = compilation.GetTypeByMetadataName("System.Collections.Generic.Dictionary`2")!;
        var symbol = compilation.GetTypeByMetadataName(key.FullName!)!;
        var read = () => typeof(MessagePackSecurity).GetMethod(nameof(MessagePackSecurity.GetEqualityComparer), 1, [])!.MakeGenericMethod(key)
            .Invoke(MessagePackSecurity.UntrustedData, null);
        if (KeyRules.FindUnsafe(dictionary.Construct(symbol, symbol)) is null)
        {
            read.ShouldNotThrow();
        }
        else
        {
            read.ShouldThrow<System.Reflection.TargetInvocationException>().InnerException.ShouldBeOfType<TypeAccessException>();
        }
    }

    public static TheoryData<Type> Keys { get; } =
    [
        typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(DayOfWeek), typeof(Uri), typeof(Int128),
    ];
}
