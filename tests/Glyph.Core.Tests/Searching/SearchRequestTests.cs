using System.Text.Json;
using Glyph.Core.Searching;
using Glyph.Testing;

namespace Glyph.Core.Tests.Searching;

public sealed class SearchRequestTests
{
    [Fact]
    public void TheOneModelOfAnEarlierVersionIsRead()
    {
        var json = JsonSerializer.Serialize(SampleRecords.Search().Request with { Llms = [] }, GlyphJson.Compact);
        Assert.Contains("\"llms\":[]", json, StringComparison.Ordinal);
        var old = json.Replace("\"llms\":[]", """
            "llm":{"endpoint":"http://127.0.0.1:8000/v1","model":"tiny"}
            """, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<SearchRequest>(old, GlyphJson.Compact)!;
        Assert.Equal([new LlmRequest(new Uri("http://127.0.0.1:8000/v1"), "tiny")], read.Llms);
        Assert.DoesNotContain("\"llm\":", JsonSerializer.Serialize(read, GlyphJson.Compact), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryOfAnEarlierVersionBelongsToItsModel()
    {
        var json = JsonSerializer.Serialize(SampleRecords.Entry(), GlyphJson.Compact).Replace("\"proposer\":\"llm:some-model\",", "", StringComparison.Ordinal);
        Assert.DoesNotContain("proposer", json, StringComparison.Ordinal);
        Assert.Equal("llm:some-model", JsonSerializer.Deserialize<JournalEntry>(json, GlyphJson.Compact)!.Proposer);
    }
}
