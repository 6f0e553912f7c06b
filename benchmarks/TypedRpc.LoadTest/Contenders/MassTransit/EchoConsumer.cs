using MassTransit;

namespace TypedRpc.LoadTest.Contenders.MassTransit;

internal sealed class EchoConsumer : IConsumer<EchoRequest>
{
    public async Task Consume(ConsumeContext<EchoRequest> context)
    {
        if (context.Message.Slow)
        {
            await Handler.WorkAsync();
        }

        await context.RespondAsync(new EchoResponse(context.Message.Payload));
    }
}
