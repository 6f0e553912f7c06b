using System.Runtime.InteropServices;
using TypedRpc.Soak;
using TypedRpc.Soak.Children;

// What follows "child" is for the processes that it starts itself.
if (args is ["child"])
{
    await Child.RunAsync();
    return 0;
}

if (SoakOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var run = new SoakRun(options);
return await run.RunAsync(stop.Token) ? 0 : 1;

void Stop(PosixSignalContext signal)
{
    // The run ends early, with its report.
    signal.Cancel = true;
    stop.Cancel();
}
