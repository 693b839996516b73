using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Exporting.Archiving;
using Glyph.Daemon.Submitting;
using Glyph.Daemon.Tests.Reporting;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InMemorySearchStore _store = new();
    private readonly InMemoryLedger _ledger = new("s", "copy", "other");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private string File => _folder.File("s.glyph.gz");

    private static async Task<byte[]> PackAsync(ISearchStore store, ILedger ledger, string id)
    {
        using var stream = new MemoryStream();
        await SearchArchive.WriteAsync(store, ledger, store.Find(id)!, stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private async Task<byte[]> FilledAsync()
    {
        Samples.Fill(_store, _ledger);
        _ledger.Settle("s", new Settlement("r1", "stop", new Spend(1, 90, 9, 0.25m), false, TimeSpan.FromSeconds(2)), null, null);
        _ledger.Reserve("s", new Reservation("r2", SpendPurpose.Proposal, "some-model", new Spend(1, 5, 5, 0.1m), SampleRecords.Epoch));
        _ledger.SetTerms("s", new SpendTerms(new SpendLimits(2.5m, 10, null), null));
        var packed = await PackAsync(_store, _ledger, "s");
        await System.IO.File.WriteAllBytesAsync(File, packed, TestContext.Current.CancellationToken);
        return packed;
    }

    private static string Unpack(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return reader.ReadToEnd();
    }

    private void Pack(string text)
    {
        using var zip = new GZipStream(System.IO.File.Create(File), CompressionLevel.Fastest);
        zip.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The lines after the header, with a header that fits them.</summary>
    private void Pack(IEnumerable<string> lines, Action<JsonObject>? change = null)
    {
        var body = string.Concat(lines.Select(line => line + "\n"));
        var header = JsonSerializer.SerializeToNode(
            new ArchiveHeader(SearchArchive.Format, 1, "0.1.0", "s", new Dictionary<string, int>(StringComparer.Ordinal), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)))), GlyphJson.Compact)!.AsObject();
        change?.Invoke(header);
        Pack(header.ToJsonString() + "\n" + body);
    }

    private static IReadOnlyList<ImportedSearch> Import(ISearchStore store, ILedger ledger, string file, string? newId = null) =>
        ArchiveImport.Import(store, ledger, [file], newId, rules: null, CancellationToken.None);

    [Fact]
    public async Task A_search_comes_back_as_it_was_from_a_real_database()
    {
        var packed = await FilledAsync();
        using var store = LiteDbSearchStore.Open(_folder.File("other.db"));
        var imported = Assert.Single(Import(store, store, File));
        Assert.Equal(("s", SearchState.Finished, 30), (imported.Search, imported.State, imported.Trials));

        // What it exports is what it was made from, but for the folder that it would export into.
        var (before, after) = (Unpack(packed).Split('\n'), Unpack(await PackAsync(store, store, "s")).Split('\n'));
        Assert.Equal(before.Skip(2), after.Skip(2), StringComparer.Ordinal);
        Assert.Contains("exportFolder", before[1], StringComparison.Ordinal);
        Assert.DoesNotContain("exportFolder", after[1], StringComparison.Ordinal);
        Assert.Equal(_store.Points("s"), store.Points("s"));
        Assert.Equal(_ledger.Spent("s"), store.Spent("s"));
        Assert.Equal("all done", store.Find("s")!.StopReason);
        Assert.Equal(before[0].Replace(JsonDocument.Parse(before[0]).RootElement.GetProperty("sha256").GetString()!, "", StringComparison.Ordinal),
            after[0].Replace(JsonDocument.Parse(after[0]).RootElement.GetProperty("sha256").GetString()!, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taken_id_is_refused_and_another_can_be_given()
    {
        await FilledAsync();
        var error = Assert.Throws<InvalidInputException>(() => Import(_store, _ledger, File));
        Assert.Contains("there is a search s already", error.Message, StringComparison.Ordinal);
        Assert.Contains("--as", error.Message, StringComparison.Ordinal);
        Assert.Equal("copy", Import(_store, _ledger, File, "copy")[0].Search);
        Assert.Equal(_store.Points("s"), _store.Points("copy"));
        foreach (var id in new[] { "", "../x", "a\nb", "a\n", "-x", new string('x', 101) })
        {
            Assert.Contains("--as", Assert.Throws<InvalidInputException>(() => Import(_store, _ledger, File, id)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_several_files_all_are_added_or_none_and_every_problem_is_told()
    {
        await FilledAsync();
        var broken = _folder.Write("broken.glyph.gz", "no gzip");
        var newer = File;
        using var store = new InMemorySearchStore();
        var error = Assert.Throws<InvalidInputException>(() => ArchiveImport.Import(store, _ledger, [newer, broken, _folder.File("missing.glyph.gz"), newer], null, rules: null, CancellationToken.None));
        Assert.Equal(3, error.Problems.Count);
        Assert.Empty(store.Searches());
    }

    [Fact]
    public async Task A_running_search_is_imported_as_interrupted_with_what_it_would_use_unless_rules_forbid_it()
    {
        var search = Samples.Search() with { State = SearchState.Running };
        _store.Create(search with { Request = search.Request with { Tokenizer = "/models/tokenizer.json", Reader = new ReaderRequest { Kind = ReaderKind.Onnx, Folder = "/models/x", EpLibrary = "/tmp/evil.so" } } });
        await System.IO.File.WriteAllBytesAsync(File, await PackAsync(_store, _ledger, "s"), TestContext.Current.CancellationToken);
        var rules = new SubmissionRules([], null);
        var error = Assert.Throws<InvalidInputException>(() => ArchiveImport.Import(_store, _ledger, [File], "copy", rules, CancellationToken.None));
        Assert.Equal(5, error.Problems.Count);
        Assert.All(["tokenizer", "reader.folder", "reader.epLibrary", "llms[0].endpoint", "llms[1].endpoint"], field => Assert.Contains($"{File}: {field}: ", error.Message, StringComparison.Ordinal));
        Assert.Null(_store.Get("copy"));

        var imported = Import(_store, _ledger, File, "copy")[0];
        Assert.Equal(SearchState.Interrupted, _store.Find("copy")!.State);
        Assert.Contains(imported.Notes, note => note.Contains("/models/tokenizer.json, /models/x, /tmp/evil.so", StringComparison.Ordinal));
        Assert.Contains(imported.Notes, note => note.Contains("http://127.0.0.1:8000/v1", StringComparison.Ordinal));
        Assert.Contains(imported.Notes, note => note.Contains("20261121-080000-01ab", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_lies_in_the_folder_of_files_may_be_named_and_a_font_by_its_name_alone()
    {
        var search = Samples.Search();
        var request = search.Request with { Llms = [], Tokenizer = _folder.File("tokenizer.json"), Reader = new ReaderRequest { Kind = ReaderKind.Onnx, Folder = _folder.File("model") } };
        _store.Create(search with { Request = request });
        await System.IO.File.WriteAllBytesAsync(File, await PackAsync(_store, _ledger, "s"), TestContext.Current.CancellationToken);
        var rules = new SubmissionRules([], Path.GetDirectoryName(File));
        Assert.Equal("copy", Assert.Single(ArchiveImport.Import(_store, _ledger, [File], "copy", rules, CancellationToken.None)).Search);

        var trial = Samples.Trial(1);
        _store.Append("s", trial with { Candidate = trial.Candidate with { Config = trial.Candidate.Config with { Font = "/etc/font.ttf" } } });
        await System.IO.File.WriteAllBytesAsync(File, await PackAsync(_store, _ledger, "s"), TestContext.Current.CancellationToken);
        var error = Assert.Throws<InvalidInputException>(() => ArchiveImport.Import(_store, _ledger, [File], "other", rules, CancellationToken.None));
        Assert.Contains("trial 1: font-path: '/etc/font.ttf' is a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_anywhere_adds_nothing_or_harmed_nothing()
    {
        var packed = await FilledAsync();
        var whole = Unpack(packed).Split('\n')[2..];
        Gen.Select(Gen.Int[0, packed.Length - 1], Gen.Byte[1, 255], Gen.Bool).Sample((at, by, cut) =>
        {
            using var store = new InMemorySearchStore();
            var ledger = new InMemoryLedger("s");
            byte[] damaged = cut ? packed[..at] : [.. packed[..at], (byte)(packed[at] ^ by), .. packed[(at + 1)..]];
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                // Some bytes of gzip say nothing, such as its time: what comes of them is the same search.
                Import(store, ledger, File);
                using var again = new MemoryStream();
                SearchArchive.WriteAsync(store, ledger, store.Find("s")!, again, CancellationToken.None).GetAwaiter().GetResult();
                Assert.Equal(whole, Unpack(again.ToArray()).Split('\n')[2..], StringComparer.Ordinal);
            }
            catch (InvalidInputException)
            {
                Assert.Empty(store.Searches());
            }
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task What_is_no_archive_or_a_newer_one_is_told_apart()
    {
        await FilledAsync();
        string Error(string text)
        {
            Pack(text);
            return Assert.Throws<InvalidInputException>(() => Import(_store, _ledger, File, "copy")).Message;
        }

        Assert.Contains("no archive of a search", Error("hello\n"), StringComparison.Ordinal);
        Assert.Contains("no archive of a search", Error("""{"format":"other","version":1}""" + "\n"), StringComparison.Ordinal);
        Assert.Contains("no archive of a search", Error(""), StringComparison.Ordinal);
        Assert.Contains("is of version 2", Error("""{"format":"glyph-archive","version":2}""" + "\n"), StringComparison.Ordinal);
        Assert.Contains("header", Error("""{"format":"glyph-archive","version":1,"search":"a\nb","counts":{},"sha256":""}""" + "\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_make_no_search_are_refused_though_their_checksum_is_right()
    {
        var lines = Unpack(await FilledAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        string Error(IEnumerable<string> given, Action<JsonObject>? change = null)
        {
            Pack(given, change);
            return Assert.Throws<InvalidInputException>(() => Import(_store, _ledger, File, "copy")).Message;
        }

        Assert.Contains("must come first", Error(lines.Skip(1)), StringComparison.Ordinal);
        Assert.Contains("two searches", Error([.. lines, lines[0]]), StringComparison.Ordinal);
        Assert.Contains("is there twice", Error([.. lines, lines[2]]), StringComparison.Ordinal);
        Assert.Contains("has no reservation", Error([lines[0], lines.Single(l => l.StartsWith("""{"settlement""", StringComparison.Ordinal))]), StringComparison.Ordinal);
        Assert.Contains("none of the parts", Error([lines[0], "{}"]), StringComparison.Ordinal);
        Assert.Contains("lacks its config", Error([lines[0], """{"trial":{"number":1,"generation":0,"candidate":null,"configHash":"x","status":"complete","finishedAt":"2026-01-01T00:00:00Z","duration":"00:00:01"}}"""]), StringComparison.Ordinal);
        Assert.Contains("damaged", Error([lines[0], """{"trial":[[[[]]]]}"""]), StringComparison.Ordinal);
        Assert.Contains("no amount", Error([lines[0], """{"reservation":{"id":"x","purpose":"search","model":"m","reserved":{"requests":1,"cost":70000000000000000000000000000},"at":"2026-01-01T00:00:00Z"}}"""]), StringComparison.Ordinal);
        Assert.Contains("id is too long", Error([lines[0], $$$"""{"idea":{"journal":"{{{new string('g', 2_000)}}}","index":0,"outcome":"used"}}"""]), StringComparison.Ordinal);
        Assert.Contains("larger than a store can hold", Error([lines[0], $$$"""{"idea":{"journal":"g","index":0,"outcome":"{{{new string('x', 13 << 20)}}}"}}"""]), StringComparison.Ordinal);
        Assert.Contains("address of a model", Error([lines[0].Replace("http://127.0.0.1:8000/v1", "v1", StringComparison.Ordinal)]), StringComparison.Ordinal);
        Assert.Contains("search space cannot be read", Error([lines[0].Replace("\\u0022dpi\\u0022", "dpi", StringComparison.Ordinal).Replace("\\\"dpi\\\"", "dpi", StringComparison.Ordinal)]), StringComparison.Ordinal);
        Assert.Contains("names another search", Error(lines, header => header["search"] = "t"), StringComparison.Ordinal);
        Assert.Contains("checksum", Error(lines, header => header["sha256"] = new string('0', 64)), StringComparison.Ordinal);

        // Counts only explain a wrong checksum: whoever lies in them gains nothing.
        Pack(lines, header => header["counts"] = new JsonObject { ["trial"] = int.MaxValue });
        Assert.Equal(30, Import(_store, _ledger, File, "copy")[0].Trials);
    }

    [Fact]
    public async Task An_import_that_is_cut_off_says_so()
    {
        await FilledAsync();

        // This ledger knows no search "lost", so that the second line already fails.
        Assert.Throws<StoreException>(() => Import(_store, _ledger, File, "lost"));
        Assert.Equal(SearchState.Failed, _store.Find("lost")!.State);
        Assert.Contains("not finished", _store.Find("lost")!.StopReason, StringComparison.Ordinal);
    }
}
