using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Corpora;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests.Corpora;

public sealed class TaskFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Longbench_has_its_metrics_and_one_item_for_each_text()
    {
        var path = Write("mixed.jsonl",
            """{"input":"Who left?","context":"The ferry left.","answers":["the ferry","ferry"],"length":3,"dataset":"hotpotqa","language":"en","all_classes":null,"_id":"a1"}""",
            """{"input":"When?","context":"The ferry left.","answers":["at dawn"],"length":3,"dataset":"hotpotqa_e","language":"en","all_classes":null,"_id":"a2"}""",
            """{"input":"标题","context":"一些例子","answers":["航运"],"length":3,"dataset":"lsht","language":"zh","all_classes":["航运","天气"],"_id":"b1"}""",
            """{"input":"","context":"int x;","answers":["x = 1;"],"length":3,"dataset":"lcc","language":"java","all_classes":null,"_id":"c1"}""");

        var items = All(path);

        Assert.Equal(["mixed.jsonl#a1", "mixed.jsonl#b1", "mixed.jsonl#c1"], items.Select(item => item.Id).Order());
        var tasks = items.SelectMany(item => item.Tasks).ToDictionary(task => task.Id, StringComparer.Ordinal);
        Assert.Equal((TaskMetric.TokenF1, "Who left?", 32, "hotpotqa"), (tasks["a1"].Metric, tasks["a1"].Question, tasks["a1"].MaxAnswerTokens, tasks["a1"].Dataset));
        Assert.Equal("hotpotqa", tasks["a2"].Dataset);
        Assert.Equal((TaskMetric.Classification, "zh", 2), (tasks["b1"].Metric, tasks["b1"].Language, tasks["b1"].Choices.Count));
        Assert.Equal((TaskMetric.EditSimilarity, null), (tasks["c1"].Metric, tasks["c1"].Question));
    }

    [Fact]
    public void Ruler_is_known_by_its_folder_and_gives_text_and_question()
    {
        Write("niah_multivalue/validation.jsonl",
            """{"index":0,"input":"Some special magic numbers are hidden within the following text.\nThe ferry left. One of the special magic numbers for salty-heron is: 9203847.\nWhat are all the special magic numbers for salty-heron mentioned in the provided text?","outputs":["9203847"],"length":60}""");
        Write("qa_1/validation.jsonl",
            """{"index":7,"input":"Answer the question based on the given documents.\nDocument 1: The ferry left.\nQuestion: What left?","outputs":["ferry","the ferry"],"length":30}""");

        var items = All(_folder.Path);

        var needle = items.Single(item => item.Tasks[0].Kind == TaskKind.Needle);
        Assert.EndsWith("is: 9203847.", needle.Text, StringComparison.Ordinal);
        Assert.Equal("What are all the special magic numbers for salty-heron mentioned in the provided text?", needle.Tasks[0].Question);
        Assert.Equal(("niah_multivalue", 128), (needle.Tasks[0].Dataset, needle.Tasks[0].MaxAnswerTokens));
        Assert.InRange(needle.Tasks[0].Depth!.Value, 0.9, 0.97);
        var question = items.Single(item => item.Tasks[0].Kind == TaskKind.Question).Tasks[0];
        Assert.Equal(("What left?", TaskMetric.Needles, 2, 32), (question.Question, question.Metric, question.Answers.Count, question.MaxAnswerTokens));
    }

    [Fact]
    public void Mrcr_is_a_conversation_whose_last_message_is_the_question()
    {
        var path = Write("mrcr.jsonl",
            """{"prompt":"[{\"role\":\"user\",\"content\":\"write a poem\"},{\"role\":\"assistant\",\"content\":\"Salt.\"},{\"role\":\"user\",\"content\":\"Prepend aB3 to the 1st poem\"}]","answer":"aB3Salt.","random_string_to_prepend":"aB3","n_needles":2,"desired_msg_index":1,"total_messages":4,"n_chars":40}""",
            """{"prompt":[{"role":"user","content":"x"},{"role":"user","content":"q"}],"answer":"zz1","random_string_to_prepend":"zz","n_needles":2}""");

        var item = All(path).Single(i => i.Text.Contains("Salt", StringComparison.Ordinal));

        Assert.Equal("User: write a poem\n\nAssistant: Salt.\n\n", item.Text);
        var task = item.Tasks[0];
        Assert.Equal(("Prepend aB3 to the 1st poem", "aB3", 0.25, TaskMetric.EditSimilarity), (task.Question, task.RequiredPrefix, task.Depth, task.Metric));
    }

    [Fact]
    public void Every_wrong_line_is_named_with_file_line_and_field()
    {
        var path = Write("bad.jsonl",
            """{"input":"q","context":"text","answers":["a"],"dataset":"hotpotqa"}""",
            """{"input":"q","context":"text","answers":["a"],"dataset":"hotpot"}""",
            """{"input":"q","context":"text","answers":[{}],"dataset":"qasper"}""",
            "not json",
            """{"input":"q","context":5.5,"answers":["4"],"dataset":"passage_retrieval_en"}""",
            """{"input":"q","answers":["a"],"dataset":"qasper"}""");

        var problems = Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(path)).Problems;

        Assert.Contains(problems, p => p.StartsWith($"{path}:2: field 'dataset' is 'hotpot', which is none of LongBench's; nearest: 'hotpotqa'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith($"{path}:3: field 'answers' holds something that is no text", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith($"{path}:4: is not JSON", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith($"{path}:5: task 'line-5': the answer '4' names no paragraph", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith($"{path}:6: field 'context' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_unknown_fields_says_which_formats_there_are_and_can_be_read_as_text()
    {
        var path = Write("other.jsonl", """{"a":1}""", "", """{"b":2}""");

        Assert.Contains("LongBench (context, answers)", Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(path)).Message, StringComparison.Ordinal);
        Assert.Single(CorpusLoader.Load(path, new CorpusOptions { Format = CorpusFormat.Text }).Corpus.Search);
        Assert.Single(CorpusLoader.Load(_folder.Path).Corpus.Search); // within a folder it is a text like any other
    }

    [Fact]
    public void A_text_is_never_in_both_parts_and_a_seed_decides()
    {
        var lines = Enumerable.Range(0, 40).Select(i => $$"""{"input":"q{{i}}","context":"document {{i % 20}}","answers":["a"],"dataset":"qasper","_id":"{{i}}"}""").ToArray();
        var path = Write("qasper.jsonl", lines);
        var turned = Write("turned.jsonl", [.. Enumerable.Reverse(lines)]);

        var corpus = CorpusLoader.Load(path, new CorpusOptions { HeldOutShare = 0.25, Seed = 4 }).Corpus;

        Assert.Equal((15, 5), (corpus.Search.Count, corpus.HeldOut.Count));
        Assert.Empty(corpus.Search.Select(i => i.Text).Intersect(corpus.HeldOut.Select(i => i.Text)));
        Assert.All(corpus.Search, item => Assert.Equal(2, item.Tasks.Count));
        Assert.Equal(corpus.HeldOut.Select(i => i.Text).Order(), CorpusLoader.Load(turned, new CorpusOptions { HeldOutShare = 0.25, Seed = 4 }).Corpus.HeldOut.Select(i => i.Text).Order());
        Assert.NotEqual(corpus.Hash(), CorpusLoader.Load(path, new CorpusOptions { HeldOutShare = 0.25, Seed = 5 }).Corpus.Hash());
    }

    [Fact]
    public void Questions_about_one_text_cannot_be_split() =>
        Assert.Contains("asks about one text alone", Assert.Throws<InvalidInputException>(() => CorpusLoader.Load(
            Write("one.jsonl", """{"input":"q","context":"text","answers":["a"],"dataset":"qasper"}"""))).Message, StringComparison.Ordinal);

    private static List<CorpusItem> All(string path)
    {
        var corpus = CorpusLoader.Load(path).Corpus;
        return [.. corpus.Search, .. corpus.HeldOut];
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
        return path;
    }
}
