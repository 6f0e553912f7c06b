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

    [Fact]
    public async Task A_baseline_beside_the_project_file_is_compared_with_the_contracts()
    {
        using var project = await ConsumerProject.CreateAsync(packages);
        project.Write("RabbitContracts.txt", "contract greetings/Greeter (direct)\ncontract greetings/Greeter Greet(name: int32) -> string\n");

        (await Should.ThrowAsync<Exception>(project.BuildAsync)).Message.ShouldContain("TRPC3005");
    }
}
