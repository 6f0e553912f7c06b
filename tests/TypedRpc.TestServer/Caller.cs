using System.Security.Cryptography;

namespace TypedRpc.TestServer;

/// <summary>Calls in every way over one connection, which serves them as well, and says how each went.</summary>
internal static class Caller
{
    private const int Calls = 500;

    public static async Task RunAsync(RpcConnection connection)
    {
        await SayHowItEndsAsync("unroutable", connection.CreateClient<INobody>().KnockAsync);
        var hasher = new Hasher();
        await using var server = await connection.ServeAsync<IHasher>(hasher);
        var client = connection.CreateClient<IHasher>();
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => HashAsync(client, 100)));
        await HashAsync(client, 1024 * 1024);
        Console.WriteLine($"calls: {Calls}");
        await client.NoteAsync("remember");
        Console.WriteLine($"one-way: {await hasher.Noted.Task}");
        Console.WriteLine("ready");

        // The test ends the session here.
        await Console.In.ReadLineAsync();
        while (!await SayHowItEndsAsync("after the loss", () => HashAsync(client, 100)))
        {
        }
    }

    private static async Task HashAsync(IHasher client, int size)
    {
        var payload = RandomNumberGenerator.GetBytes(size);
        var hashed = await client.HashAsync(payload);
        if (!hashed.Hash.AsSpan().SequenceEqual(SHA256.HashData(payload)))
        {
            throw new InvalidOperationException("An answer belongs to another call.");
        }
    }

    private static async Task<bool> SayHowItEndsAsync(string name, Func<Task> call)
    {
        try
        {
            await call();
            Console.WriteLine($"{name}: OK");
            return true;
        }
        catch (RpcException exception)
        {
            Console.WriteLine($"{name}: {exception.StatusCode} {exception.Outcome}");
            return false;
        }
    }
}
