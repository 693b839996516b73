using System.Text.Json;
using CsCheck;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Reporting;

public sealed class ReportBuilderTests : IDisposable
{
    private readonly InMemorySearchStore _store = new();
    private readonly InMemoryLedger _ledger = new("s");
    private readonly ReportBuilder _builder = new(TimeProvider.System);

    public void Dispose() => _store.Dispose();

    private JsonElement Json(Search search, ReportOptions? options = null) =>
        JsonSerializer.SerializeToElement(_builder.Document(_store, _ledger, search, options), GlyphJson.Compact);

    [Fact]
    public void Every_part_has_the_members_that_the_dashboard_reads_and_no_others()
    {
        var json = Json(Samples.Fill(_store, _ledger));
        Check("ReportDocument", json);
        Check("SearchInfo", json.GetProperty("search"));
        Check("Spend", json.GetProperty("search").GetProperty("spent"));
        Check("TrialColumns", json.GetProperty("trials"));
        Check("Coded", json.GetProperty("trials").GetProperty("status"));
        Check("GenerationInfo", json.GetProperty("generations")[0]);
        Check("Tally", json.GetProperty("generations")[0].GetProperty("proposers")[0]);
        Check("Analysis", json.GetProperty("analysis"));
        Check("JournalEntry", json.GetProperty("journal")[0]);
        Check("TrialDetail", JsonSerializer.SerializeToElement(TrialDetail.Of(Samples.Trial(1)), GlyphJson.Compact));
        Check("Report", JsonSerializer.SerializeToElement(new Report([]), GlyphJson.Compact));
    }

    internal static void Check(string name, JsonElement json)
    {
        var members = DocumentContract.Interfaces[name];
        var written = json.EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(written.Except(members.Keys, StringComparer.Ordinal));
        Assert.Empty(members.Where(m => !m.Value).Select(m => m.Key).Except(written, StringComparer.Ordinal));
    }

    [Fact]
    public void The_document_tells_the_search()
    {
        var json = Json(Samples.Fill(_store, _ledger));
        Assert.Equal("glyph-report", json.GetProperty("format").GetString());
        Assert.Equal("finished", json.GetProperty("search").GetProperty("state").GetString());
        Assert.Equal("all done", json.GetProperty("search").GetProperty("stopReason").GetString());
        Assert.Equal("small", json.GetProperty("search").GetProperty("space").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("search").GetProperty("eta").ValueKind);
        Assert.Equal(100, json.GetProperty("search").GetProperty("spent").GetProperty("inputTokens").GetInt64());
        Assert.Equal(1, json.GetProperty("mark").GetInt32());
        Assert.Equal(30, json.GetProperty("trials").GetProperty("number").GetArrayLength());
        Assert.Equal(5, json.GetProperty("generations")[0].GetProperty("proposers")[0].GetProperty("dropped").GetProperty("same-config").GetInt32());
        var ideas = json.GetProperty("journal")[0].GetProperty("ideas");
        Assert.Equal(["used", "dropped"], ideas.EnumerateArray().Select(i => i.GetProperty("outcome").GetString()), StringComparer.Ordinal);
        Assert.Equal(["ids-exact", "prose-cheapest", "lossless", "balanced"], json.GetProperty("analysis").GetProperty("needs").EnumerateArray().Select(n => n.GetProperty("need").GetString()), StringComparer.Ordinal);
        Assert.Equal(3, json.GetProperty("analysis").GetProperty("attainment").GetProperty("best").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("trials").GetProperty("compression")[6].ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("trials").GetProperty("confirmed")[1].ValueKind);
        Assert.Equal(JsonValueKind.Number, json.GetProperty("trials").GetProperty("confirmed")[4].ValueKind);
        Assert.Equal(-1, json.GetProperty("trials").GetProperty("error").GetProperty("index")[0].GetInt32());
        Assert.Equal(RenderConfigKeys.All, json.GetProperty("trials").GetProperty("config").EnumerateObject().Select(p => p.Name), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(SearchState.Running, 0)]
    [InlineData(SearchState.Running, 1)]
    [InlineData(SearchState.Interrupted, 3)]
    [InlineData(SearchState.Failed, 0)]
    [InlineData(SearchState.Failed, 25)]
    public void A_search_of_any_age_and_state_has_a_document(SearchState state, int trials)
    {
        _store.Create(Samples.Search());
        _store.SetState("s", state, null);
        for (var number = 1; number <= trials; number++)
        {
            _store.Append("s", Samples.Trial(number, trials == 25 ? TrialStatus.Failed : TrialStatus.Complete));
        }

        var json = Json(_store.Find("s")!);
        Assert.Equal(trials, json.GetProperty("trials").GetProperty("number").GetArrayLength());
        Assert.Equal(trials is 0 or 25 ? JsonValueKind.Null : JsonValueKind.Object, json.GetProperty("analysis").ValueKind);
        Assert.Equal(trials is 0 or 25 ? JsonValueKind.Null : JsonValueKind.Number, json.GetProperty("mark").ValueKind);
    }

    [Fact]
    public void A_space_that_nobody_can_read_any_more_costs_the_importance_alone()
    {
        var search = Samples.Search() with { Request = Samples.Search().Request with { SpaceJson = "{" } };
        _store.Create(search);
        foreach (var number in Enumerable.Range(1, 25))
        {
            _store.Append("s", Samples.Trial(number));
        }

        var analysis = Json(search).GetProperty("analysis");
        Assert.Equal(0, analysis.GetProperty("importance").GetArrayLength());
        Assert.Equal(25, analysis.GetProperty("attainment").GetProperty("evaluations").GetArrayLength());
    }

    [Fact]
    public void A_table_that_is_kept_gives_the_same_document_with_new_trials_alone_loaded()
    {
        var search = Samples.Fill(_store, _ledger);
        var table = new TrialTable();
        _builder.Document(_store, _ledger, search, new ReportOptions { Table = table });
        _store.Append("s", Samples.Trial(31, accuracy: 0.99, compression: 9));
        Assert.Equal(
            Json(search).GetProperty("trials").GetRawText(),
            Json(search, new ReportOptions { Table = table }).GetProperty("trials").GetRawText());
    }

    [Fact]
    public void The_columns_of_single_trials_are_the_rows_of_all()
    {
        var trials = Gen.Select(Gen.Int[1, 99], Gen.Enum<TrialStatus>(), Gen.Double[0, 1], Gen.Double[0.1, 20], Gen.Int[0, 2].Select(i => i switch { 0 => null, 1 => "why", _ => "because" }), Gen.Double[4, 12])
            .Select(t => Samples.Trial(t.Item1, t.Item2, t.Item3, t.Item4) is var trial
                ? trial with { Candidate = trial.Candidate with { Config = RenderConfig.Published() with { FontSize = t.Item6 }, Provenance = trial.Candidate.Provenance with { Reason = t.Item5 } } }
                : throw new InvalidOperationException())
            .Array[0, 20].Select(all => all.DistinctBy(t => t.Number).ToArray());
        trials.Sample(all =>
        {
            var columns = TrialColumns.Of(all);
            Assert.Equal(columns.Number.Order(), columns.Number);
            foreach (var (row, trial) in all.OrderBy(t => t.Number).Index())
            {
                Assert.Equal(Row(columns, row), Row(TrialColumns.Of([trial]), 0));
            }
        });
    }

    /// <summary>One row of every column as JSON, decoded.</summary>
    private static string Row(TrialColumns columns, int row)
    {
        var json = JsonSerializer.SerializeToElement(columns, GlyphJson.Compact);
        static JsonElement? Of(JsonElement column, int row) => column.ValueKind == JsonValueKind.Array
            ? column[row]
            : column.GetProperty("index")[row].GetInt32() is var code and >= 0 ? column.GetProperty("values")[code] : null;
        return string.Join('\n', json.EnumerateObject().Where(c => c.Name is not "config").Concat(json.GetProperty("config").EnumerateObject()).Select(c => $"{c.Name} {Of(c.Value, row)?.GetRawText()}"));
    }

    [Fact]
    public void Prompts_beyond_a_limit_are_cut_the_oldest_first_and_that_is_told()
    {
        var search = Samples.Fill(_store, _ledger);
        _store.Append("s", SampleRecords.Entry("g2-mutate", 2) with { Prompt = new string('x', 5_000) });
        var whole = _builder.Document(_store, _ledger, search).Journal;
        var cut = _builder.Document(_store, _ledger, search, new ReportOptions { JournalCharacters = 100 }).Journal;
        Assert.All(whole, entry => Assert.DoesNotContain(JournalInfo.CutMark, entry.Prompt, StringComparison.Ordinal));
        Assert.EndsWith(JournalInfo.CutMark, cut[^1].Prompt, StringComparison.Ordinal);
        Assert.Equal(whole[0].Prompt, cut[0].Prompt);
    }

    [Fact]
    public void A_running_search_has_time_to_go_and_who_runs_it_knows_its_place()
    {
        var search = Samples.Fill(_store, _ledger) with { State = SearchState.Running };
        var stored = SearchInfo.Of(_store, _ledger, search);
        var live = SearchInfo.Of(_store, _ledger, search, new LiveState { Priority = 3 });
        Assert.True(stored.Eta > 0);
        Assert.Equal(("running", stored.Elapsed, 3), (live.State, live.Elapsed, live.Priority));
        Assert.Equal(stored.Hypervolume, ParetoFront.Hypervolume(_store.Points("s").Select(p => p.Objectives).OfType<Objectives>(), ParetoFront.Reference), 12);
    }
}
