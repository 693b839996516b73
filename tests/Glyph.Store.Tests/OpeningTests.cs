using Glyph.Core;
using Glyph.Testing;
using LiteDB;

namespace Glyph.Store.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_process_is_told_which_one_has_the_database()
    {
        var database = _folder.File("x.db");
        using var owner = new AppenderProcess(database, 1);
        Assert.Equal("open", await owner.ReadLineAsync());
        Assert.Equal("1", await owner.ReadLineAsync());

        using (var second = new AppenderProcess(database, 1))
        {
            var (exitCode, output, error) = await second.EndAsync();
            Assert.Equal((1, 0), (exitCode, output.Count));
            Assert.Contains(FormattableString.Invariant($"{database} is in use by process {owner.Id} (started 20"), error, StringComparison.Ordinal);
            Assert.Contains("; wait for it or name another file with --db", error, StringComparison.Ordinal);
        }

        Assert.Contains(FormattableString.Invariant($"process {owner.Id} "), Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(database)).Message, StringComparison.Ordinal);

        // What it held is free when it ends, also by force; the lock file that it leaves then blocks nobody.
        await owner.KillAsync();
        Assert.True(File.Exists(database + ".lock"));
        using var store = LiteDbSearchStore.Open(database);
        Assert.Single(store.Trials("killed"));
    }

    [Fact]
    public void One_process_cannot_open_a_database_twice_but_again_after_closing()
    {
        var database = _folder.File("x.db");
        using (LiteDbSearchStore.Open(database))
        {
            var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(database));
            Assert.Contains(FormattableString.Invariant($"process {Environment.ProcessId} "), error.Message, StringComparison.Ordinal);
            File.CreateSymbolicLink(_folder.File("link.db"), database);
            Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(_folder.File("link.db")));
        }

        Assert.False(File.Exists(database + ".lock"));
        LiteDbSearchStore.Open(database).Dispose();
    }

    [Fact]
    public void A_missing_folder_is_created()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("a/b/x.db"));
        Assert.Equal(_folder.File("a/b/x.db"), store.Location);
        Assert.True(File.Exists(store.Location));
    }

    [Fact]
    public void An_empty_file_becomes_a_database()
    {
        File.WriteAllText(_folder.File("x.db"), "");
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        Assert.Empty(store.Searches());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void Another_kind_of_file_is_refused_and_left_as_it_is(int length)
    {
        var notes = new string('n', length);
        File.WriteAllText(_folder.File("notes.txt"), notes);

        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(_folder.File("notes.txt")));

        Assert.Contains("notes.txt is not a Glyph database; name another file with --db", error.Message, StringComparison.Ordinal);
        Assert.Equal(notes, File.ReadAllText(_folder.File("notes.txt")));
        Assert.Equal("notes.txt", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        var path = _folder.File("other.db");
        using (var other = new LiteDatabase(path))
        {
            other.GetCollection("things").Insert(new BsonDocument { ["a"] = 1 });
        }

        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(path));
        Assert.Contains("not one of Glyph's", error.Message, StringComparison.Ordinal);
        using var again = new LiteDatabase(path);
        Assert.Equal(1, again.GetCollection("things").Count());
    }

    [Fact]
    public void A_database_of_a_later_version_is_refused()
    {
        var path = _folder.File("later.db");
        LiteDbSearchStore.Open(path).Dispose();
        using (var raw = new LiteDatabase(path))
        {
            raw.GetCollection("schema").Update(new BsonDocument { ["_id"] = 1, ["Version"] = Schema.Version + 1 });
        }

        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(path));
        Assert.Contains(FormattableString.Invariant($"schema {Schema.Version + 1}, this one knows {Schema.Version}"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_database_is_refused_and_left_as_it_is()
    {
        var path = _folder.File("x.db");
        using (var store = LiteDbSearchStore.Open(path))
        {
            store.Create(SampleRecords.Search("a"));
            for (var number = 1; number <= 20; number++)
            {
                store.Append("a", SampleRecords.Trial(number));
            }
        }

        var whole = File.ReadAllBytes(path);
        foreach (var length in new[] { 100, 8_191, 8_192, 20_000, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(path));
            Assert.Contains("x.db is damaged (the file ends early)", error.Message, StringComparison.Ordinal);
            Assert.Equal(whole[..length], File.ReadAllBytes(path));
        }

        File.WriteAllBytes(path, whole);
        using var back = LiteDbSearchStore.Open(path);
        Assert.Equal(20, back.Trials("a").Count);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(_folder.Path));
        Assert.Contains("is a folder; name a file with --db", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(""));
        Assert.Throws<StoreException>(() => LiteDbSearchStore.Open("a\0b"));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        File.WriteAllText(_folder.File("file"), "x");
        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(_folder.File("file/x.db")));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused()
    {
        // /proc refuses new files to everyone, like a read-only file system.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open("/proc/glyph-test/x.db"));
        Assert.Contains("/proc/glyph-test/x.db cannot be opened: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("name another file with --db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_without_its_database_is_not_thrown_away()
    {
        File.WriteAllText(_folder.File("x-log.db"), "writes");
        var error = Assert.Throws<StoreException>(() => LiteDbSearchStore.Open(_folder.File("x.db")));
        Assert.Contains("x-log.db still holds writes", error.Message, StringComparison.Ordinal);
        Assert.Equal("writes", File.ReadAllText(_folder.File("x-log.db")));
    }
}
