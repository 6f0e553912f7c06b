using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// For example: dotnet run -c Release --project benchmarks/TypedRpc.MicroBenchmarks -- --job short --filter '*Call*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance);
