namespace Glyph.Evaluation.Corpora;

/// <summary>What a corpus is read as.</summary>
public enum CorpusFormat
{
    /// <summary>A <c>.jsonl</c> file by its fields; any other file as text.</summary>
    Auto,

    /// <summary>Every file as text.</summary>
    Text,

    /// <summary>LongBench's lines: <c>input</c>, <c>context</c>, <c>answers</c>, <c>dataset</c> ...</summary>
    LongBench,

    /// <summary>RULER's lines: <c>input</c>, <c>outputs</c> ...</summary>
    Ruler,

    /// <summary>OpenAI MRCR's lines: <c>prompt</c>, <c>answer</c>, <c>random_string_to_prepend</c> ...</summary>
    Mrcr,

    /// <summary>Glyph's own corpus file: a header with a content hash, then one item a line.</summary>
    Glyph,
}
