using TypedRpc;

namespace Past;

public static class Scenario
{
    /// <summary>Makes one call of each kind; throws when an outcome is not the one of this version.</summary>
    public static async Task RunAsync(ILedger client, CancellationToken cancellationToken)
    {
        Check(new Entry("a Friday", 5), await client.BookAsync(new Entry("a", 5), day: DayOfWeek.Friday, cancellationToken: cancellationToken));
        Check(new Entry("b ", -7), await client.With(timeout: TimeSpan.FromSeconds(30)).BookAsync(new Entry("b", -7), force: true, cancellationToken: cancellationToken));
        Check(-2m, await client.GetBalanceAsync("a", cancellationToken));
        Check(new Overdrawn(3), await FaultAsync(client));
        await client.RecordAsync("12.5");
        await client.ResetAsync();
        Check(12.5m, await client.GetBalanceAsync("a", cancellationToken));
        Check("-1 2 -3 4 -5 6 -7 8 0.5 0.25 True l m", await client.DescribeAsync(-1, 2, -3, 4, -5, 6, -7, 8, 0.5f, 0.25, true, "l"));
        Check(null, await client.DescribeAsync(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, null));
        Check(2, (await client.ListAsync([new Entry("a", 1), null])).Count);
        await CancelAsync(client);
    }

    private static async Task<Overdrawn> FaultAsync(ILedger client)
    {
        try
        {
            await client.BookAsync(new Entry("a", -1));
        }
        catch (RpcFaultException<Overdrawn> fault)
        {
            return fault.Detail;
        }

        throw new InvalidOperationException("There was no fault.");
    }

    private static async Task CancelAsync(ILedger client)
    {
        try
        {
            await client.GetBalanceAsync("a", new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new InvalidOperationException("The call was not cancelled.");
    }

    private static void Check<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"Expected {expected}, but got {actual}.");
        }
    }
}
