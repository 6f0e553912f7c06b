using System.Collections.Immutable;
using TypedRpc.AotSmoke.Contracts;
using TypedRpc.AotSmoke.Payloads;

namespace TypedRpc.AotSmoke;

/// <summary>Makes the calls and says of each that it was right; the first that is not ends the program.</summary>
internal static class Scenario
{
    private static readonly Order Tea = new("tea", 3);
    private static readonly Order Milk = new("milk", 1);
    private static readonly Money Price = new(1_99);

    public static async Task RunAsync(IShapes shapes, IShop shop)
    {
        await CarryAsync(shapes);
        await BehaveAsync(shop);
    }

    private static async Task CarryAsync(IShapes shapes)
    {
        Same("list", (await shapes.ListAsync([Tea, Milk])).SequenceEqual([Tea, Milk]));
        Same("array", (await shapes.ArrayAsync([Tea, null])).SequenceEqual([Tea, null]));
        Same("read-only list", (await shapes.ReadOnlyListAsync([Milk])).SequenceEqual([Milk]));
        Same("dictionary", (await shapes.DictionaryAsync(new() { ["a"] = Tea }))["a"] == Tea);
        Same("set", (await shapes.SetAsync([Side.Buy])).SetEquals([Side.Buy]));
        Same("immutable array", (await shapes.ImmutableAsync(ImmutableArray.Create(Price))).SequenceEqual([Price]));
        Same("nullable", (await shapes.NullableAsync(Price), await shapes.NullableAsync(null)) == (Price, null));
        Same("tuple", await shapes.TupleAsync((Tea, 7)) == (Tea, 7));
        Same("long tuple", await shapes.LongTupleAsync((1, 2, 3, 4, 5, 6, Price, Side.Buy, Milk)) == (1, 2, 3, 4, 5, 6, Price, Side.Buy, Milk));
        Same("enum", await shapes.EnumAsync(Side.Buy) == Side.Buy);
        Same("nullable enum", (await shapes.NullableEnumAsync(Side.Buy), await shapes.NullableEnumAsync(null)) == (Side.Buy, null));
        Same("nested", (await shapes.NestedAsync(new() { [Side.Buy] = [(Price, null)] }))[Side.Buy].SequenceEqual([(Price, null)]));
        Same("memory", (await shapes.MemoryAsync(new[] { Price })).ToArray().SequenceEqual([Price]));
        Same("bytes", (await shapes.BytesAsync([1, 2])).SequenceEqual([(byte)1, (byte)2]));
        Same("platform types", await shapes.PlatformAsync(Guid.Empty, 1.5m, DateTime.UnixEpoch, TimeSpan.MaxValue) == (Guid.Empty, 1.5m, DateTime.UnixEpoch, TimeSpan.MaxValue));
    }

    private static async Task BehaveAsync(IShop shop)
    {
        await shop.RecordAsync(Tea);
        Same("one-way", await shop.RecordedAsync() == Tea);
        Same("headers", await shop.With(headers: new Dictionary<string, string> { ["tenant"] = "eu" }).HeaderAsync("tenant") == "eu");
        Same("fault", await Failure(shop.TakeAsync(Tea)) is RpcFaultException<OutOfStock> { Detail.Left: 2, Outcome: CallOutcome.Executed });
        Same("refusal", await Failure(shop.RefuseAsync()) is { StatusCode: RpcStatusCode.NotFound, Outcome: CallOutcome.Executed });
        Same("exception", await Failure(shop.BreakAsync()) is { StatusCode: RpcStatusCode.Internal, Outcome: CallOutcome.Executed });
        Same("deadline", await Failure(shop.With(timeout: TimeSpan.FromMilliseconds(100)).HangAsync()) is { StatusCode: RpcStatusCode.DeadlineExceeded });
    }

    private static async Task<RpcException?> Failure(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException exception)
        {
            return exception;
        }
    }

    private static void Same(string what, bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException($"wrong: {what}");
        }

        Console.WriteLine(what);
    }
}
