using System.Text;
using CsCheck;
using Glyph.Core;
using Glyph.Evaluation.Corpora;

namespace Glyph.Evaluation.Tests;

public sealed class CorpusLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glyph-corpus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cuts_each_text_at_the_paragraph_nearest_to_its_middle()
    {
        Write("b.txt", "First one.\n\nSecond, longer paragraph.\n\nThird.\n");
        Write("a.md", "\uFEFF# One\ntwo\n");

        var corpus = CorpusLoader.Load(_folder).Corpus;

        Assert.Equal(["a.md", "b.txt"], corpus.Search.Select(i => i.Id));
        Assert.Equal(["# One\n", "First one.\n\n"], corpus.Search.Select(i => i.Text));
        Assert.Equal(["two\n", "Second, longer paragraph.\n\nThird.\n"], corpus.HeldOut.Select(i => i.Text));
        Assert.Equal(Path.GetFileName(_folder), corpus.Name);
    }

    [Fact]
    public void Halves_hold_all_of_the_text_and_neither_is_blank() =>
        Gen.Char["ab \n字"].Array[0, 60].Select(chars => new string(chars)).Sample(text =>
        {
            if (TextCutter.Halve(text) is { } cut)
            {
                Assert.False(string.IsNullOrWhiteSpace(text[..cut]));
                Assert.False(string.IsNullOrWhiteSpace(text[cut..]));
            }
            else
            {
                Assert.True(text.Trim().Length < 2);
            }
        });

    [Fact]
    public void A_single_file_is_a_corpus()
    {
        var corpus = CorpusLoader.Load(Write("novel.txt", "It was a dark night and a stormy one")).Corpus;

        Assert.Equal("novel.txt", corpus.Name);
        Assert.Equal(("It was a dark night ", "and a stormy one"), (corpus.Search[0].Text, corpus.HeldOut[0].Text));
    }

    [Fact]
    public void Takes_the_parts_that_a_folder_brings()
    {
        Write("search/x/one.txt", "seen");
        Write("held-out/two.txt", "never seen");
        Write("notes.txt", "no part");

        var corpus = CorpusLoader.Load(_folder).Corpus;

        Assert.Equal("x/one.txt", Assert.Single(corpus.Search).Id);
        Assert.Equal("never seen", Assert.Single(corpus.HeldOut).Text);
    }

    [Fact]
    public void Skips_binary_files_with_a_note_and_hidden_ones_without()
    {
        Write("text.txt", "some words here");
        Write(".hidden", "secret");
        Write(".git/config", "x y");
        File.WriteAllBytes(Path.Combine(_folder, "image.png"), [137, 80, 0, 1]);

        var loaded = CorpusLoader.Load(_folder);

        Assert.Equal(["text.txt"], loaded.Corpus.Search.Select(i => i.Id));
        Assert.Contains("image.png", Assert.Single(loaded.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_every_problem_at_once()
    {
        Write("good.txt", "some words here");
        Write("empty.txt", " \n");
        Write("short.txt", "x");
        File.WriteAllBytes(Path.Combine(_folder, "latin1.txt"), [.. "caf"u8, 0xE9, .. " noir"u8]);

        var problems = Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(_folder)).Problems;

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, p => p.Contains("empty.txt", StringComparison.Ordinal) && p.Contains("has no text", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("short.txt", StringComparison.Ordinal) && p.Contains("too short", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("latin1.txt", StringComparison.Ordinal) && p.Contains("bad byte at 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_path_and_an_empty_folder_are_problems()
    {
        Assert.Contains("no such file", Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(Path.Combine(_folder, "nothing"))).Message, StringComparison.Ordinal);
        Assert.Contains("no text file", Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_part_is_cut_to_even_excerpts_of_whole_lines()
    {
        Write("search/short.txt", "short\n");
        Write("search/long1.txt", Lines("one", 500));
        Write("search/long2.txt", Lines("two", 900));
        Write("held-out/h.txt", "kept");

        var loaded = CorpusLoader.Load(_folder, new CorpusOptions { MaxCharacters = 2_000, Seed = 1 });
        var other = CorpusLoader.Load(_folder, new CorpusOptions { MaxCharacters = 2_000, Seed = 2 });

        var texts = loaded.Corpus.Search.ToDictionary(i => i.Id, i => i.Text, StringComparer.Ordinal);
        Assert.Equal("short\n", texts["short.txt"]);
        Assert.InRange(texts["long1.txt"].Length, 960, 997);
        Assert.InRange(texts["long2.txt"].Length, 960, 997);
        Assert.Contains("\n" + texts["long2.txt"], "\n" + Lines("two", 900), StringComparison.Ordinal);
        Assert.EndsWith("\n", texts["long2.txt"], StringComparison.Ordinal);
        Assert.Contains("search", Assert.Single(loaded.Notes), StringComparison.Ordinal);
        Assert.NotEqual(loaded.Corpus.Hash(), other.Corpus.Hash());
        Assert.Equal(loaded.Corpus.Hash(), CorpusLoader.Load(_folder, new CorpusOptions { MaxCharacters = 2_000, Seed = 1 }).Corpus.Hash());
    }

    private static string Lines(string word, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"{word} {i:0000} line\n"));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
