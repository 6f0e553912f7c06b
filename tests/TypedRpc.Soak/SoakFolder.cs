using System.Globalization;

namespace TypedRpc.Soak;

/// <summary>Where a run keeps its files. Windows are deleted when they have been checked, the rest when the run was clean.</summary>
internal sealed class SoakFolder(string path)
{
    public string Path { get; } = path;

    public string Windows => System.IO.Path.Combine(Path, "windows");

    /// <summary>Where the children write down the sessions that they lose.</summary>
    public string Sessions => System.IO.Path.Combine(Path, "sessions");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    public string Evidence => System.IO.Path.Combine(Path, "evidence");

    public string Window(int window) => System.IO.Path.Combine(Windows, window.ToString(CultureInfo.InvariantCulture));

    public string Log(string child) => System.IO.Path.Combine(Logs, $"{child}.log");
}
