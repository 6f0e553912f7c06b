using System.Globalization;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>
/// Stalls the leader of a quorum queue, over and over, while another member is elected: when it goes on it takes what came meanwhile for the queue that it led, as a
/// leader does whose machine had no time for it.
/// </summary>
internal static class LeaderChanges
{
    private const int MostMilliseconds = 150;

    /// <summary>Stalls leaders, so many times that each node looks whether it leads, and returns how often one was stalled.</summary>
    public static async Task<int> MakeAsync(RabbitMqCluster cluster, string queue, int looks)
    {
        var stalls = await Task.WhenAll(cluster.Nodes.Select(node => node.Control.EvaluateAsync(Expressions(queue, looks))));
        return stalls.Sum(static count => int.Parse(count, CultureInfo.InvariantCulture));
    }

    // One evaluation a node: a process stays suspended only as long as the one lives that has suspended it.
    private static string Expressions(string queue, int looks) => $$"""
        Name = '%2F_{{queue}}',
        Wait = fun() -> timer:sleep(rand:uniform({{MostMilliseconds}})) end,
        Leads = fun() -> case ets:lookup(ra_state, Name) of [State] -> element(2, State) =:= leader; [] -> false end end,
        Stall = fun() ->
            Leader = whereis(Name),
            erlang:suspend_process(Leader),
            Wait(),
            catch ra:trigger_election({Name, lists:nth(rand:uniform(length(nodes())), nodes())}, {{MostMilliseconds}}),
            Wait(),
            erlang:resume_process(Leader)
        end,
        Look = fun Look(0, Stalls) -> Stalls; Look(Left, Stalls) ->
            Wait(),
            case Leads() of
                true -> Stall(), Look(Left - 1, Stalls + 1);
                false -> Look(Left - 1, Stalls)
            end
        end,
        Look({{looks}}, 0).
        """;
}
