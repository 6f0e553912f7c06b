namespace TypedRpc.LoadTest.Contenders.TypedRpc;

[RabbitService("loadtest.single")]
public interface ISingleSlowBench : ISlowBench;
