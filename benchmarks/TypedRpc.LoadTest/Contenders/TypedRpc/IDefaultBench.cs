namespace TypedRpc.LoadTest.Contenders.TypedRpc;

[RabbitService("loadtest.default")]
public interface IDefaultBench : IBench;
