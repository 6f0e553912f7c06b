using System.Globalization;

namespace TypedRpc.Generator.Benchmarks.Solutions;

/// <summary>The files of a solution in which every contract has ten methods, payloads of its own and a handler.</summary>
internal static class SolutionText
{
    private const string Platform = "using System;\nusing System.Collections.Generic;\nusing System.Threading;\nusing System.Threading.Tasks;\n";

    /// <summary>The contract, after some keys in the name of a parameter.</summary>
    public static string Contract(Dialect dialect, int number, int edits)
    {
        var id = Id(number);
        var typed = new string('x', 1 + (edits % 20));
        return $$"""
            {{Platform}}{{dialect.Usings}}

            namespace Solution.Area{{number % 40}};

            /// <summary>Contract {{id}}.</summary>
            {{dialect.Contract.Replace("{0}", id, StringComparison.Ordinal)}} IService{{id}}
            {
                {{dialect.Fault.Replace("{0}", id, StringComparison.Ordinal)}}
                Task<Receipt{{id}}> PlaceAsync(Order{{id}} order, CancellationToken cancellationToken = default);
                {{dialect.Idempotent}}
                Task<Order{{id}}> GetAsync(Guid {{typed}}, CancellationToken cancellationToken = default);
                {{dialect.Idempotent}}
                ValueTask<int> CountAsync(string customer, DateTime since, CancellationToken cancellationToken = default);
                Task<List<Order{{id}}>> FindAsync(string text, int page = 0, int size = 20, CancellationToken cancellationToken = default);
                Task CancelAsync(Guid id, string reason, CancellationToken cancellationToken = default);
                ValueTask TouchAsync(Guid id, CancellationToken cancellationToken = default);
                Task<Dictionary<string, decimal>> TotalsAsync(int year, bool net = true, CancellationToken cancellationToken = default);
                Task<Receipt{{id}}[]> ReceiptsAsync(Guid[] ids, CancellationToken cancellationToken = default);
                Task RenameAsync(Guid id, string name, string? comment = null, CancellationToken cancellationToken = default);
                ValueTask<bool> ExistsAsync(Guid id, CancellationToken cancellationToken = default);
            }
            """;
    }

    public static string Payloads(int number)
    {
        var id = Id(number);
        return $$"""
            {{Platform}}using MessagePack;

            namespace Solution.Area{{number % 40}};

            [MessagePackObject]
            public sealed record Order{{id}}([property: Key(0)] Guid Id, [property: Key(1)] string Customer, [property: Key(2)] List<Line{{id}}> Lines, [property: Key(3)] Kind{{id}} Kind);

            [MessagePackObject]
            public sealed record Line{{id}}([property: Key(0)] string Article, [property: Key(1)] int Count, [property: Key(2)] decimal Price);

            [MessagePackObject]
            public sealed record Receipt{{id}}([property: Key(0)] Guid Order, [property: Key(1)] DateTime Time, [property: Key(2)] Dictionary<string, decimal> Taxes);

            [MessagePackObject]
            public sealed record Refusal{{id}}([property: Key(0)] int Code);

            public enum Kind{{id}} { None, Retail, Wholesale }
            """;
    }

    /// <summary>An implementation that calls another one, after some keys in the body of a method.</summary>
    public static string Handler(int number, int edits)
    {
        var id = Id(number);
        return $$"""
            {{Platform}}
            namespace Solution.Area{{number % 40}};

            public sealed class Service{{id}}(IService{{id}} next) : IService{{id}}
            {
                private readonly Dictionary<Guid, Order{{id}}> _orders = [];

                public async Task<Receipt{{id}}> PlaceAsync(Order{{id}} order, CancellationToken cancellationToken = default)
                {
                    _orders.Add(order.Id, order);
                    await next.TouchAsync(order.Id, cancellationToken);
                    return new(order.Id, default, []);
                }

                public Task<Order{{id}}> GetAsync(Guid id, CancellationToken cancellationToken = default) => Task.FromResult(_orders[id]);

                public async ValueTask<int> CountAsync(string customer, DateTime since, CancellationToken cancellationToken = default)
                {
                    var count = {{(edits % 1000).ToString(CultureInfo.InvariantCulture)}};
                    foreach (var order in await next.FindAsync(customer, cancellationToken: cancellationToken))
                    {
                        count += order.Lines.Count;
                    }

                    return count;
                }

                public Task<List<Order{{id}}>> FindAsync(string text, int page = 0, int size = 20, CancellationToken cancellationToken = default) => Task.FromResult(new List<Order{{id}}>(_orders.Values));
                public Task CancelAsync(Guid id, string reason, CancellationToken cancellationToken = default) => next.CancelAsync(id, reason, cancellationToken);
                public ValueTask TouchAsync(Guid id, CancellationToken cancellationToken = default) => default;
                public Task<Dictionary<string, decimal>> TotalsAsync(int year, bool net = true, CancellationToken cancellationToken = default) => Task.FromResult(new Dictionary<string, decimal>());
                public Task<Receipt{{id}}[]> ReceiptsAsync(Guid[] ids, CancellationToken cancellationToken = default) => next.ReceiptsAsync(ids, cancellationToken);
                public Task RenameAsync(Guid id, string name, string? comment = null, CancellationToken cancellationToken = default) => Task.CompletedTask;
                public ValueTask<bool> ExistsAsync(Guid id, CancellationToken cancellationToken = default) => new(_orders.ContainsKey(id));
            }
            """;
    }

    private static string Id(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
}
