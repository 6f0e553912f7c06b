using TypedRpc.Client;

namespace TypedRpc.Tests.Client;

/// <summary>Retries stop while most calls fail, and come back as calls succeed.</summary>
public sealed class RetryBudgetTests
{
    [Fact]
    public void Retries_stop_at_half_of_the_bucket_and_return_with_success()
    {
        var budget = new RetryBudget();
        Enumerable.Range(0, 1000).Count(_ => budget.TryTake()).ShouldBe(49);
        for (var success = 0; success < 1000; success++)
        {
            budget.OnSuccess();
        }

        budget.TryTake().ShouldBeTrue();
    }
}
