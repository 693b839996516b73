using System.Text.RegularExpressions;

namespace Glyph.Daemon.Tests.Reporting;

/// <summary>The dashboard's own statement of what it reads, <c>document.ts</c>: by interface, its members and which may be left out.</summary>
internal static partial class DocumentContract
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Interfaces { get; } = Read();

    private static Dictionary<string, IReadOnlyDictionary<string, bool>> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Glyph.sln")))
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "src/Glyph.Dashboard/src/data/document.ts"));
        return Interface().Matches(text).ToDictionary(
            match => match.Groups["name"].Value,
            match => (IReadOnlyDictionary<string, bool>)Member().Matches(match.Groups["body"].Value).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["optional"].Length > 0, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^export interface (?<name>\w+)(<T>)? \{\n(?<body>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interface();

    [GeneratedRegex(@"^  (?<name>\w+)(?<optional>\??):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();
}
