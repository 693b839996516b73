using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Glyph.Dashboard.Tests.Synthetic;

namespace Glyph.Dashboard.Tests;

public sealed partial class ReportPageTests
{
    [GeneratedRegex("""id="report">(?<data>[^<]*)</script>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Data();

    private static string Write(byte[] json)
    {
        using var output = new MemoryStream();
        ReportPage.Write(output, json);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void The_page_carries_the_report_and_gives_it_back()
    {
        var json = SyntheticReport.Of(new SyntheticSearch("a", 30));
        var data = Data().Match(Write(json)).Groups["data"].Value.Trim();
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(data)), CompressionMode.Decompress);
        using var back = new MemoryStream();
        gzip.CopyTo(back);
        Assert.Equal(json, back.ToArray());
    }

    [Fact]
    public void The_page_allows_itself_only_what_is_in_it()
    {
        Assert.DoesNotContain("unsafe", ReportPage.Policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", ReportPage.Policy, StringComparison.Ordinal);
        var page = Write("""{"searches":[]}"""u8.ToArray());
        Assert.Contains($"content=\"{ReportPage.Policy}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=\"", page[..page.IndexOf("<script type=\"module\"", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void The_live_page_links_only_files_that_are_there()
    {
        Assert.Same(DashboardFiles.Index, DashboardFiles.All[0]);
        Assert.False(DashboardFiles.Index.IsImmutable);
        var html = Encoding.UTF8.GetString(DashboardFiles.Index.Content.Span);
        foreach (var file in DashboardFiles.All.Skip(1))
        {
            Assert.Contains($"./{file.Path}", html, StringComparison.Ordinal);
            Assert.True(file.IsImmutable);
            Assert.Same(file, DashboardFiles.Find(file.Path));
        }

        Assert.Null(DashboardFiles.Find("../index.html"));
        Assert.All(DashboardFiles.All, file => Assert.DoesNotContain("octet-stream", file.ContentType, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("innerHTML")]
    [InlineData("dangerouslySetInnerHTML")]
    [InlineData("outerHTML")]
    [InlineData("insertAdjacentHTML")]
    [InlineData("document.write")]
    [InlineData("eval(")]
    [InlineData("http://")]
    [InlineData("https://")]
    public void The_source_makes_no_markup_of_text_and_names_no_host(string forbidden)
    {
        var folder = Path.Combine(TypeScriptTests.DashboardFolder, "src");
        Assert.All(Directory.EnumerateFiles(folder, "*.ts*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(forbidden, File.ReadAllText(file), StringComparison.Ordinal));
    }
}
