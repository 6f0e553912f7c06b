using System.Globalization;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>
/// What can be done to a broker of ours while it runs, in milliseconds a step: every step is an Erlang expression that the node itself evaluates. All names are
/// those of the default virtual host.
/// </summary>
public sealed class BrokerControl
{
    private readonly IBrokerNode _node;

    internal BrokerControl(IBrokerNode node) => _node = node;

    /// <summary>Evaluates Erlang expressions on the node and returns the last one's value, as Erlang prints it.</summary>
    /// <exception cref="InvalidOperationException">They failed.</exception>
    public Task<string> EvaluateAsync(string expressions) => _node.EvaluateAsync(expressions);

    /// <summary>Counts what the broker holds.</summary>
    public async Task<BrokerCensus> CensusAsync()
    {
        string counts = await EvaluateAsync("""
            Queues = rabbit_amqqueue:list(<<"/">>),
            Sum = fun(Item) -> lists:sum([case catch rabbit_amqqueue:info(Q, [Item]) of [{Item, N}] when is_integer(N) -> N; _ -> 0 end || Q <- Queues]) end,
            [length(rabbit_networking:connections()), length(rabbit_channel:list()), length(rabbit_exchange:list(<<"/">>)), length(Queues),
             length(rabbit_binding:list(<<"/">>)), Sum(consumers), Sum(messages_ready), Sum(messages_unacknowledged)].
            """);
        int[] n = [.. counts.Trim().Trim('[', ']').Split(',').Select(static count => int.Parse(count, CultureInfo.InvariantCulture))];
        return new BrokerCensus(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    }

    /// <summary>Freezes the node's process (SIGSTOP): TCP stays up, nothing answers. Only for a private node on this machine.</summary>
    public Task FreezeAsync() => _node.SignalAsync("STOP");

    /// <summary>Lets a frozen node go on.</summary>
    public Task ContinueAsync() => _node.SignalAsync("CONT");

    /// <summary>Closes all connections with code 320 and a reason. One that has ended by itself when it is asked to is closed as well, and no failure.</summary>
    public Task CloseConnectionsAsync(string reason) =>
        EvaluateAsync($$"""
            [try rabbit_networking:close_connection(Pid, {{Text(reason)}}) catch exit:{Gone, _} when Gone =:= normal; Gone =:= noproc -> ok end
                || Pid <- rabbit_networking:connections()].
            """);

    /// <summary>Closes the connection whose client has this port, with code 320 and a reason.</summary>
    public Task CloseConnectionAsync(int clientPort, string reason) =>
        EvaluateAsync($$"""
            [ok] = [rabbit_networking:close_connection(Pid, {{Text(reason)}}) || Pid <- rabbit_networking:connections(),
                rabbit_networking:connection_info(Pid, [peer_port]) =:= [{peer_port, {{clientPort}}}]].
            """);

    /// <summary>
    /// Writes to disk which quorum queues there are. A node does so by itself half a second after the last was declared; one that is killed before has forgotten the queue's log when it is back,
    /// with all that was confirmed. Whoever declares a quorum queue and then kills its node to look at anything else calls this in between.
    /// </summary>
    public Task SyncQuorumQueuesAsync() => EvaluateAsync("[ok = dets:sync(Table) || Table <- dets:all()].");

    /// <summary>Deletes a queue under its consumers.</summary>
    public Task DeleteQueueAsync(string queue) => OnQueueAsync(queue, "rabbit_amqqueue:delete(Queue, false, false, <<\"tests\">>)");

    /// <summary>Throws away the messages that wait in a queue.</summary>
    public Task PurgeQueueAsync(string queue) => OnQueueAsync(queue, "rabbit_amqqueue:purge(Queue)");

    /// <summary>Deletes an exchange and its bindings.</summary>
    public Task DeleteExchangeAsync(string exchange) => EvaluateAsync($"ok = rabbit_exchange:delete({Resource("exchange", exchange)}, false, <<\"tests\">>).");

    /// <summary>The names of the queues.</summary>
    public async Task<IReadOnlyList<string>> QueueNamesAsync()
    {
        string names = await EvaluateAsync("[binary_to_list(element(4, amqqueue:get_name(Queue))) || Queue <- rabbit_amqqueue:list(<<\"/\">>)].");
        return [.. names.Trim().Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim('"', ' ', '\n'))];
    }

    /// <summary>The names of the queues that are bound to an exchange.</summary>
    public async Task<IReadOnlyList<string>> BoundQueuesAsync(string exchange)
    {
        string names = await EvaluateAsync($"lists:usort([binary_to_list(element(4, element(4, Binding))) || Binding <- rabbit_binding:list_for_source({Resource("exchange", exchange)})]).");
        return [.. names.Trim().Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim('"', ' ', '\n'))];
    }

    /// <summary>Raises or clears the memory alarm: whoever publishes is blocked.</summary>
    public Task SetMemoryAlarmAsync(bool raised) => SetAlarmAsync("memory", raised);

    /// <summary>Raises or clears the disk alarm: whoever publishes is blocked.</summary>
    public Task SetDiskAlarmAsync(bool raised) => SetAlarmAsync("disk", raised);

    /// <summary>Adds a user.</summary>
    public Task AddUserAsync(string user, string password) =>
        EvaluateAsync($"ok = rabbit_auth_backend_internal:add_user({Binary(user)}, {Binary(password)}, <<\"tests\">>).");

    /// <summary>Sets what a user may configure, write and read, as regular expressions.</summary>
    public Task SetPermissionsAsync(string user, string configure, string write, string read) =>
        EvaluateAsync($"""
            ok = rabbit_auth_backend_internal:set_permissions(
                {Binary(user)}, <<"/">>, {Binary(configure)}, {Binary(write)}, {Binary(read)}, <<"tests">>).
            """);

    /// <summary>Takes all permissions from a user.</summary>
    public Task ClearPermissionsAsync(string user) =>
        EvaluateAsync($"ok = rabbit_auth_backend_internal:clear_permissions({Binary(user)}, <<\"/\">>, <<\"tests\">>).");

    /// <summary>How long a delivery may stay unsettled before the broker closes its channel; holds for channels that are opened from now on.</summary>
    public Task SetConsumerTimeoutAsync(TimeSpan timeout) =>
        EvaluateAsync($"""
            application:set_env(rabbit, consumer_timeout, {(long)timeout.TotalMilliseconds}),
            application:set_env(rabbit, channel_tick_interval, {(long)Math.Min(timeout.TotalMilliseconds, 1000)}).
            """);

    private Task SetAlarmAsync(string resource, bool raised) =>
        EvaluateAsync(raised
            ? $"rabbit_alarm:set_alarm({{{{resource_limit, {resource}, node()}}, []}})."
            : $"rabbit_alarm:clear_alarm({{resource_limit, {resource}, node()}}).");

    private Task OnQueueAsync(string queue, string work) =>
        EvaluateAsync($"{{ok, Queue}} = rabbit_amqqueue:lookup({Resource("queue", queue)}), {work}.");

    private static string Resource(string kind, string name) => $"rabbit_misc:r(<<\"/\">>, {kind}, {Binary(name)})";

    private static string Binary(string text) => $"<<{Text(text)}>>";

    private static string Text(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
