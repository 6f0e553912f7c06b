using TypedRpc;

namespace Past;

public static class Scenario
{
    /// <summary>Makes one call of each kind; throws when an outcome is not the one of this version.</summary>
    [Obsolete("It calls what is obsolete.")]
    public static async Task RunAsync(RpcConnection connection, CancellationToken cancellationToken)
    {
        var ledger = new Ledger();
        await using var server = await connection.ServeAsync<ILedger>(ledger, null, cancellationToken);
        await using var audit = await connection.ServeAsync<Nested.IAudit>(new Audit(), null, cancellationToken);
        await using var oblivious = await connection.ServeAsync<IOblivious>(new Oblivious(), null, cancellationToken);
        await CallAsync(connection.CreateClient<ILedger>(), cancellationToken);
        await OmitAsync(connection.CreateClient<IOldLedger>(), ledger);
        await FailAsync(connection.CreateClient<ILedger>());

        var auditor = connection.CreateClient<Nested.IAudit>();
        Check("x", await auditor.EchoAsync("x"));
        Check("x5", await auditor.With(timeout: TimeSpan.FromSeconds(30)).JoinAsync("x", 5));
        Check("a", await connection.CreateClient<IOblivious>().EchoAsync(null!, new Entry("a", 1)));
    }

    [Obsolete("It calls what is obsolete.")]
    private static async Task CallAsync(ILedger client, CancellationToken cancellationToken)
    {
        await client.PingAsync(cancellationToken);
        Check(new Entry("a", 1.50m), await client.FindAsync("a", cancellationToken));
        Check(null, await client.FindAsync("", cancellationToken));
        await client.PutAsync(new Entry("a", 1));
        Check(2, await client.PutAsync([new Entry("a", 1), new Entry("b", 2)], cancellationToken));
        Check(new Entry("a Friday", 5), await client.BookAsync(new Entry("a", 5), day: DayOfWeek.Friday, cancellationToken: cancellationToken));
        Check(new Entry("b ", -7), await client.With(headers: new Dictionary<string, string> { ["x"] = "y" }).BookAsync(new Entry("b", -7), force: true));
        await client.RecordAsync("text");
        Check("text", await client.SettledAsync());
        await client.ForgetAsync(7, cancellationToken);
        Check("7", await client.SettledAsync());
        Check("-1 2 -3 4 -5 6 -7 8 0.5 0.25 True l m", await client.DescribeAsync(-1, 2, -3, 4, -5, 6, -7, 8, 0.5f, 0.25, true, "l", "m"));
        Check(null, await client.DescribeAsync(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, null, ""));
        Check(3, (await client.ListAsync([new Entry("a", 1), null], "b")).Count);
        Check("b5", await client.LenientAsync(null, "b", 5));
        Check(2, await client.OldAsync(1));
    }

    /// <summary>The server takes the default values for what an older caller does not send.</summary>
    private static async Task OmitAsync(IOldLedger client, Ledger ledger) =>
        Check(await ((ILedger)ledger).DefaultsAsync(1), await client.DefaultsAsync(1));

    private static async Task FailAsync(ILedger client)
    {
        try
        {
            await client.BookAsync(new Entry("a", -3));
            throw new InvalidOperationException("There was no fault.");
        }
        catch (RpcFaultException<Overdrawn> fault)
        {
            Check(new Overdrawn(3), fault.Detail);
        }

        try
        {
            await client.BookAsync(new Entry("a", 0));
            throw new InvalidOperationException("There was no fault.");
        }
        catch (RpcFaultException<string> fault)
        {
            Check("closed", fault.Detail);
        }

        try
        {
            await client.FindAsync("a", new CancellationToken(canceled: true));
            throw new InvalidOperationException("The call was not cancelled.");
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void Check<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"Expected {expected}, but got {actual}.");
        }
    }
}
