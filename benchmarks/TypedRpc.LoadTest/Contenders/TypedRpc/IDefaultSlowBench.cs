namespace TypedRpc.LoadTest.Contenders.TypedRpc;

[RabbitService("loadtest.default")]
public interface IDefaultSlowBench : ISlowBench;
