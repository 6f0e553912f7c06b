using System.Diagnostics;
using System.Text;

namespace TypedRpc.TestSupport.Processes;

/// <summary>
/// A hidden Erlang node that evaluates expressions on another one. It starts once, where <c>rabbitmqctl</c> starts a virtual machine for every step and takes
/// a second of the processor from whatever is being measured. It ends with its standard input, so it cannot outlive this process.
/// </summary>
internal sealed class ErlangConsole : IAsyncDisposable
{
    // One line in, the expression; one line out, "ok" or "error" and the term. Base64 keeps either on its line.
    private const string Loop = """
        Evaluate = fun(Text) ->
            {ok, Tokens, _} = erl_scan:string(Text),
            {ok, Forms} = erl_parse:parse_exprs(Tokens),
            {value, Value, _} = rpc:call(list_to_atom(os:getenv("CONSOLE_TARGET")), erl_eval, exprs, [Forms, []], 20000),
            Value
        end,
        Loop = fun(Next) ->
            case io:get_line("") of
                Line when is_list(Line) ->
                    {Word, Term} = try {"ok", Evaluate(binary_to_list(base64:decode(string:trim(Line))))} catch _:Reason -> {"error", Reason} end,
                    io:format("~s ~s~n", [Word, base64:encode(iolist_to_binary(io_lib:format("~0p", [Term])))]),
                    Next(Next);
                _ -> halt(0, [{flush, false}])
            end
        end,
        Loop(Loop).
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;

    private ErlangConsole(Process process) => _process = process;

    public static ErlangConsole Start(string name, string target, IReadOnlyDictionary<string, string?> environment)
    {
        string[] arguments = ["-sname", name, "-hidden", "-noshell", "+S", "1", "+sbwt", "none", "-eval", Loop];
        var start = new ProcessStartInfo("erl", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string variable, string? value) in environment)
        {
            start.Environment[variable] = value;
        }

        start.Environment["CONSOLE_TARGET"] = target;
        return new ErlangConsole(Process.Start(start)!);
    }

    /// <summary>Evaluates expressions and returns the last one's value, as Erlang prints it.</summary>
    /// <exception cref="InvalidOperationException">They failed, or the node does not answer.</exception>
    public async Task<string> EvaluateAsync(string expressions)
    {
        await _turn.WaitAsync().WaitAsync(TestTimeouts.Command);
        try
        {
            await _process.StandardInput.WriteLineAsync(Convert.ToBase64String(Encoding.Latin1.GetBytes(expressions)));
            await _process.StandardInput.FlushAsync();
            string? answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(TestTimeouts.Command);
            string[] parts = answer?.Split(' ') ?? ["error", string.Empty];
            string term = Encoding.Latin1.GetString(Convert.FromBase64String(parts[1]));
            return parts[0] == "ok" ? term : throw new InvalidOperationException($"'{expressions}' failed: {term}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
        _process.Dispose();
        _turn.Dispose();
    }
}
