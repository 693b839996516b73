using CsCheck;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Testing;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Glyph.Store.Tests;

/// <summary>The packed points are those of the trials.</summary>
public sealed class PointTests : IDisposable
{
    private static readonly Gen<double> Number = Gen.Double[-1e9, 1e9];

    private static readonly Gen<AccuracyEstimate> Estimate =
        Gen.Select(Number, Number, Number, Number, Gen.Int, Gen.Long, (mean, low, high, confidence, samples, characters) => new AccuracyEstimate(mean, low, high, confidence, samples, characters));

    private static readonly Gen<TrialPoint> AnyPoint =
        from numbers in Gen.Int.Array[4]
        from status in Gen.Enum<TrialStatus>()
        from names in Gen.String.Array[3]
        from hasPages in Gen.Bool
        from hasGenome in Gen.Bool
        from compression in Gen.Nullable(Number)
        from accuracy in Gen.Null(Estimate)
        from degree in Number
        from ticks in Gen.Long
        select new TrialPoint
        {
            Number = numbers[0],
            Generation = numbers[1],
            Status = status,
            Proposer = names[0],
            ConfigHash = names[1],
            PagesHash = hasPages ? names[2] : null,
            Compression = compression,
            Accuracy = accuracy,
            Ids = numbers[2],
            WrongIds = numbers[3],
            ViolationDegree = degree,
            Duration = TimeSpan.FromTicks(ticks),
            HasGenome = hasGenome,
        };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Points_come_back_from_their_bytes() => AnyPoint.Array[0, 5].Sample(points =>
    {
        var read = new List<TrialPoint>();
        PointCodec.Read(PointCodec.Write(points), read);
        Assert.Equal(points, read);
    });

    [Fact]
    public void They_are_those_of_the_trials_over_tails_and_chunks_and_searches()
    {
        const int count = PointTable.ChunkLength + PointTable.TailLength + 3;
        var path = _folder.File("x.db");
        LiteDbSearchStore.Open(path).Dispose();
        using (var database = Database.Open(path, Schema.Template))
        {
            database.Write(lite =>
            {
                foreach (var number in Enumerable.Range(1, count).Reverse())
                {
                    PointTable.Add(lite, "a", TrialPoint.Of(SampleRecords.Trial(number)));
                    PointTable.Add(lite, "b", TrialPoint.Of(SampleRecords.Trial(number, TrialStatus.Failed)));
                }
            });
        }

        using var store = LiteDbSearchStore.Open(path);
        Assert.Equal(Enumerable.Range(1, count).Select(n => TrialPoint.Of(SampleRecords.Trial(n))), store.Points("a"));
        Assert.Equal(Enumerable.Range(1, count).Select(n => TrialPoint.Of(SampleRecords.Trial(n, TrialStatus.Failed))), store.Points("b"));
        Assert.Empty(store.Points("c"));
    }

    [Fact]
    public void A_trial_that_is_refused_leaves_no_point()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Create(SampleRecords.Search("a"));
        store.Append("a", SampleRecords.Trial());
        Assert.Throws<StoreException>(() => store.Append("a", SampleRecords.Trial()));
        Assert.Equal(TrialPoint.Of(SampleRecords.Trial()), Assert.Single(store.Points("a")));
    }

    [Fact]
    public void A_database_of_version_2_gains_the_points_of_its_trials_and_goes_on()
    {
        const int count = PointTable.ChunkLength + 40;
        var path = VersionTwo(count);

        for (var more = 1; more <= 2 * PointTable.TailLength; more += PointTable.TailLength)
        {
            using var store = LiteDbSearchStore.Open(path);
            for (var i = 0; i < PointTable.TailLength; i++)
            {
                store.Append("a", SampleRecords.Trial(count + more + i));
            }

            Assert.Equal(store.Trials("a").Select(TrialPoint.Of), store.Points("a"));
            Assert.Single(store.Points("b"));
        }
    }

    [Fact]
    public void An_upgrade_that_fails_changes_nothing()
    {
        var path = VersionTwo(50);
        Change(path, json: "{");
        Assert.Contains("is damaged", Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(path)).Message, StringComparison.Ordinal);
        using (var raw = new LiteDatabase(path))
        {
            Assert.Equal(2, raw.GetCollection("schema").FindById(1)["Version"].AsInt32);
            Assert.False(raw.CollectionExists(PointTable.Rows));
            Assert.False(raw.CollectionExists(PointTable.Chunks));
        }

        Change(path, JsonSerializer.Serialize(SampleRecords.Trial(50), GlyphJson.Compact));
        using var store = LiteDbSearchStore.Open(path);
        Assert.Equal(store.Trials("a").Select(TrialPoint.Of), store.Points("a"));
    }

    /// <summary>A database as version 2 left it: of one search with so many trials, and one with one.</summary>
    private string VersionTwo(int count)
    {
        var path = _folder.File("two.db");
        using (var store = LiteDbSearchStore.Open(path))
        {
            store.Create(SampleRecords.Search("a"));
            store.Create(SampleRecords.Search("b"));
        }

        using var database = Database.Open(path, Schema.Template);
        database.Write(lite =>
        {
            foreach (var number in Enumerable.Range(1, count))
            {
                RecordTable.TryAdd(lite, RecordTable.Trials, "a", FormattableString.Invariant($"{number}"), SampleRecords.Trial(number));
            }

            RecordTable.TryAdd(lite, RecordTable.Trials, "b", "1", SampleRecords.Trial());
            lite.GetCollection("schema").Update(new BsonDocument { ["_id"] = 1, ["Version"] = 2 });
        });
        return path;
    }

    /// <summary>Changes the record of trial 50.</summary>
    private static void Change(string path, string json)
    {
        using var raw = new LiteDatabase(path);
        var trials = raw.GetCollection(RecordTable.Trials);
        var trial = trials.FindOne(Query.EQ("Key", "a\n50"));
        trial["Json"] = json;
        trials.Update(trial);
    }
}
