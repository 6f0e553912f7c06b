namespace TypedRpc.PackageTests;

public sealed class ConsumerTests(PackedPackages packages)
{
    [Fact]
    public async Task A_new_project_calls_a_service_through_the_packages()
    {
        using var project = await ConsumerProject.CreateAsync(packages);

        await project.BuildAsync();

        (await project.RunAsync()).Trim().ShouldBe("Hello, package!");
    }
}
