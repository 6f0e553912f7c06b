namespace TypedRpc.PackageTests;

/// <summary>A console application outside the solution that knows TypedRpc only as a package.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-consumer-").FullName;
    private readonly string _version;

    private ConsumerProject(string version) => _version = version;

    public static async Task<ConsumerProject> CreateAsync(PackedPackages packages)
    {
        var project = new ConsumerProject(packages.Version);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(file, Path.Combine(project._folder, Path.GetFileName(file)));
        }

        // NuGet merges this file with the machine's; the folder of our own keeps the test's versions out of the machine's cache.
        string machineCache = (await Dotnet.RunAsync(project._folder, "nuget", "locals", "global-packages", "--list")).Split(": ", 2)[1].Trim();
        project.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="machine" value="{machineCache}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{packages.Folder}" /></packageSources>
            </configuration>
            """);

        // A temporary folder may lie below anything: the search for these files must end here.
        project.Write("Directory.Build.props", "<Project />");
        project.Write("Directory.Build.targets", "<Project />");
        project.Write("Directory.Packages.props", "<Project />");
        return project;
    }

    public Task BuildAsync() =>
        Dotnet.RunAsync(_folder, "build", "--configuration", "Release", "--output", "out", $"-p:TypedRpcVersion={_version}");

    public Task<string> RunAsync() => Dotnet.RunAsync(_folder, Path.Combine("out", "Consumer.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
