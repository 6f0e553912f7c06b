namespace TypedRpc.LoadTest.Contenders.TypedRpc;

[RabbitService("loadtest.traced")]
public interface ITracedSlowBench : ISlowBench;
