namespace TypedRpc.PackageTests;

public sealed class PackageContentTests(PackedPackages packages)
{
    [Fact]
    public void The_core_package_holds_the_runtime_the_generator_and_the_code_fixes() =>
        packages.Open("TypedRpc").Files.ShouldBe(
            [
                "README.md",
                "analyzers/dotnet/cs/TypedRpc.CodeFixes.dll",
                "analyzers/dotnet/cs/TypedRpc.Generator.dll",
                "buildTransitive/TypedRpc.targets",
                "lib/net10.0/TypedRpc.dll",
                "lib/net10.0/TypedRpc.xml",
            ],
            ignoreOrder: true);

    [Fact]
    public void The_core_package_depends_on_serialization_and_logging_only() =>
        packages.Open("TypedRpc").Dependencies.Select(dependency => dependency.Id)
            .ShouldBe(["MessagePack", "Microsoft.Extensions.Logging.Abstractions"], ignoreOrder: true);

    [Fact]
    public void The_transport_package_holds_the_transport() =>
        packages.Open("TypedRpc.RabbitMQ").Files.ShouldBe(
            ["README.md", "lib/net10.0/TypedRpc.RabbitMQ.dll", "lib/net10.0/TypedRpc.RabbitMQ.xml"], ignoreOrder: true);

    [Fact]
    public void The_transport_package_depends_on_the_core_the_client_and_the_host() =>
        packages.Open("TypedRpc.RabbitMQ").Dependencies.Select(dependency => dependency.Id).ShouldBe(
            [
                "Microsoft.Extensions.Diagnostics.HealthChecks",
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Options.ConfigurationExtensions",
                "RabbitMQ.Client",
                "TypedRpc",
            ],
            ignoreOrder: true);

    [Fact]
    public void The_transport_package_brings_its_own_version_of_the_core_and_the_generator_with_it()
    {
        PackageDependency core = packages.Open("TypedRpc.RabbitMQ").Dependencies.Single(dependency => dependency.Id == "TypedRpc");

        core.Version.ShouldBe(packages.Version);
        (core.Exclude ?? string.Empty).ShouldNotContain("Analyzers");
    }

    [Theory]
    [InlineData("TypedRpc")]
    [InlineData("TypedRpc.RabbitMQ")]
    public void Packages_are_under_the_MIT_licence(string id) => packages.Open(id).License.ShouldBe("MIT");
}
