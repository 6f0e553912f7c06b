namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Answers that fill every buffer on their way.</summary>
[RabbitService("large")]
public interface ILargeAnswers
{
    Task<byte[]> AnswerAsync(int size, CancellationToken cancellationToken = default);
}
