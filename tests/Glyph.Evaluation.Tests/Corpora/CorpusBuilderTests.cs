using CsCheck;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Corpora;
using Glyph.Evaluation.Tasks;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests.Corpora;

public sealed class CorpusBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(NeedleKind.Numbers)]
    [InlineData(NeedleKind.Words)]
    [InlineData(NeedleKind.Uuids)]
    public void Needles_stand_in_the_text_at_their_depths(NeedleKind kind)
    {
        Documents(6);
        var options = new CorpusBuildOptions { Length = 2_000, Needles = new NeedleOptions(kind) { Depths = [0, 50, 100] }, Seed = 3 };

        var corpus = CorpusBuilder.Build("c", [_folder.Path], options).Corpus;

        Assert.All(corpus.Search.Index(), pair =>
        {
            var task = Assert.Single(pair.Item.Tasks);
            var value = Assert.Single(task.Answers);
            Assert.Contains($" is: {value}.", pair.Item.Text, StringComparison.Ordinal);
            Assert.InRange(Math.Abs(task.Depth!.Value - (pair.Index % 3 / 2.0)), 0, 0.03);
            Assert.Equal(ItemOutcome.Right, TaskScorer.Score(task, [value]).Outcome);
            Assert.InRange(pair.Item.Text.Length, 500, 2_000 + 150); // the last of a document may be short
        });
    }

    [Fact]
    public void Only_the_keys_asked_for_are_expected()
    {
        Documents(2);
        var options = new CorpusBuildOptions { Needles = new NeedleOptions(NeedleKind.Numbers) { Keys = 4, Queries = 2, Values = 3 }, Transcribe = true };

        var item = CorpusBuilder.Build("c", [_folder.Path], options).Corpus.Search[0];

        Assert.Equal([TaskKind.Transcribe, TaskKind.Needle], item.Tasks.Select(task => task.Kind));
        Assert.Equal(6, item.Tasks[1].Answers.Distinct().Count());
        Assert.Equal(12, item.Text.Split("One of the special magic numbers for ").Length - 1);
        Assert.StartsWith("What are all the special magic numbers for ", item.Tasks[1].Question, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_gives_the_same_bytes_and_a_document_is_in_one_part_alone()
    {
        Documents(9);
        var options = new CorpusBuildOptions { Length = 1_000, Needles = new NeedleOptions(NeedleKind.Uuids), HeldOutShare = 0.3, Limit = 12, Seed = 8 };

        var (corpus, bytes) = Built(options);

        Assert.Equal(bytes, Built(options).Bytes);
        Assert.NotEqual(bytes, Built(options with { Seed = 9 }).Bytes);
        Assert.Equal((8, 4), (corpus.Search.Count, corpus.HeldOut.Count));
        Assert.Empty(corpus.Search.Select(Document).Intersect(corpus.HeldOut.Select(Document)));
    }

    [Fact]
    public void A_single_document_is_cut_in_two_and_doubles_are_used_once()
    {
        Documents(1);
        File.Copy(Path.Combine(_folder.Path, "0.txt"), Path.Combine(_folder.Path, "copy.txt"));

        var built = CorpusBuilder.Build("c", [_folder.Path], new CorpusBuildOptions { Length = 500 });

        Assert.Contains("same as others", Assert.Single(built.Notes), StringComparison.Ordinal);
        Assert.Empty(built.Corpus.Search.Select(item => item.Text).Intersect(built.Corpus.HeldOut.Select(item => item.Text)));
        Assert.All(built.Corpus.Search, item => Assert.Equal(TaskKind.Transcribe, Assert.Single(item.Tasks).Kind));
    }

    [Fact]
    public void A_folder_keeps_the_parts_that_it_brings()
    {
        _folder.Write("search/one.txt", "seen by the search");
        _folder.Write("search/two.txt", "seen as well");
        _folder.Write("held-out/one.txt", "never seen");

        var corpus = CorpusBuilder.Build("c", [_folder.Path], new CorpusBuildOptions { Seed = 5 }).Corpus;

        Assert.Equal(["seen by the search", "seen as well"], corpus.Search.Select(item => item.Text));
        Assert.Equal("never seen", Assert.Single(corpus.HeldOut).Text);
    }

    [Fact]
    public void Pieces_are_no_larger_than_asked_and_lose_nothing_but_the_end() =>
        Gen.Char["ab .\n字"].Array[1, 400].SelectMany(chars => Gen.Int[1, 60].Select(size => (new string(chars), size))).Sample((text, size) =>
        {
            var end = 0;
            foreach (var (start, piece) in TextCutter.Pieces(text, size, t => t.Length))
            {
                Assert.InRange(piece.Length, 1, size);
                Assert.Equal(piece, text.Substring(start, piece.Length));
                Assert.True(string.IsNullOrWhiteSpace(text[end..start]));
                end = start + piece.Length;
            }

            Assert.True(string.IsNullOrWhiteSpace(text[end..]) || text.Length - end <= size);
        });

    [Fact]
    public void A_length_may_be_counted_in_tokens()
    {
        Documents(2);
        var tokenizer = TextTokenizers.Open(TextTokenizers.Default);

        var corpus = CorpusBuilder.Build("c", [_folder.Path], new CorpusBuildOptions { Length = 300, Tokenizer = tokenizer }).Corpus;

        Assert.InRange(corpus.Search.Count, 5, 100);
        Assert.All(corpus.Search.Take(5), item => Assert.InRange(tokenizer.Count(item.Text), 200, 300));
    }

    [Fact]
    public void Every_wrong_option_and_source_is_named()
    {
        var options = new CorpusBuildOptions
        {
            Length = 3,
            HeldOutShare = 1,
            Limit = 1,
            Needles = new NeedleOptions(NeedleKind.Words) { Keys = 0, Queries = 2, Depths = [120] },
        };

        Assert.Equal(7, Assert.Throws<InvalidInputException>(() => CorpusBuilder.Build("c", ["missing"], options)).Problems.Count);
    }

    [Fact]
    public void A_corpus_file_comes_back_as_it_was_written()
    {
        Documents(4);
        var built = CorpusBuilder.Build("ferries", [_folder.Path], new CorpusBuildOptions { Needles = new NeedleOptions(NeedleKind.Words) }).Corpus;
        var path = Write(built);

        var (header, read) = CorpusFile.Read(path);

        Assert.Equal(built.Hash(), read.Hash());
        Assert.Equal(("ferries", 2, 2, 4, "7"), (read.Name, header.Search, header.HeldOut, header.Tasks, header.Built["seed"]));
        Assert.Equal(built.Hash(), CorpusLoader.Load(path).Corpus.Hash());
        Assert.Equal("ferries", CorpusLoader.Load(path).Corpus.Name);
    }

    [Fact]
    public void A_changed_corpus_file_is_refused()
    {
        Documents(4);
        var path = Write(CorpusBuilder.Build("c", [_folder.Path], new CorpusBuildOptions()).Corpus);
        File.WriteAllText(path, File.ReadAllText(path).Replace("ferry 1 left", "ferry 7 left", StringComparison.Ordinal));

        Assert.Contains("The file was changed or cut off", Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, """{"id":"a","split":"search","text":"x"}""");
        Assert.Contains(":1: is no header", Assert.Throws<InvalidInputException>(() => CorpusFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private static string Document(CorpusItem item) => item.Id[..item.Id.IndexOf('@', StringComparison.Ordinal)];

    private (Corpus Corpus, byte[] Bytes) Built(CorpusBuildOptions options)
    {
        var corpus = CorpusBuilder.Build("c", [_folder.Path], options).Corpus;
        using var stream = new MemoryStream();
        CorpusFile.Write(stream, corpus, new Dictionary<string, string>(StringComparer.Ordinal));
        return (corpus, stream.ToArray());
    }

    private string Write(Corpus corpus)
    {
        var path = Path.Combine(_folder.Path, "corpus.jsonl");
        using var stream = File.Create(path);
        CorpusFile.Write(stream, corpus, new Dictionary<string, string>(StringComparer.Ordinal) { ["seed"] = "7" });
        return path;
    }

    private void Documents(int count)
    {
        foreach (var document in Enumerable.Range(0, count))
        {
            File.WriteAllLines(
                Path.Combine(_folder.Path, $"{document}.txt"),
                Enumerable.Range(0, 200).Select(i => $"In the year of document {document}, the ferry {i} left at dawn. Nobody saw it leave."));
        }
    }
}
