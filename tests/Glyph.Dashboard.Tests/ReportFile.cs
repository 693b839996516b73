using Glyph.Dashboard.Tests.Synthetic;

[assembly: AssemblyFixture(typeof(Glyph.Dashboard.Tests.ReportFile))]

namespace Glyph.Dashboard.Tests;

/// <summary>An exported report of two searches, and one of a single one, as files that all tests open.</summary>
public sealed class ReportFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glyph-dashboard-").FullName;

    public ReportFile()
    {
        Two = new Uri(SyntheticReport.WriteTo(_folder, "two searches #1.html", First, new("20261127-110000-b2", 120, 11))).AbsoluteUri;
        One = new Uri(SyntheticReport.WriteTo(_folder, "one.html", First)).AbsoluteUri;
    }

    internal static SyntheticSearch First { get; } = new("20261127-093000-a1", 240);

    public string Folder => _folder;

    public string Two { get; }

    public string One { get; }

    internal static string View(string view) => $"#/s/{First.Id}/{view}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
