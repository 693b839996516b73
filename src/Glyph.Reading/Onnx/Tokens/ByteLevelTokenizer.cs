using System.Text;
using System.Text.RegularExpressions;
using Glyph.Core;

namespace Glyph.Reading.Onnx.Tokens;

/// <summary>A byte-level BPE with added tokens: text to numbers, which prompts need, and back, which answers need.</summary>
internal sealed class ByteLevelTokenizer
{
    private readonly Dictionary<string, int> _vocabulary;
    private readonly Dictionary<(string Left, string Right), int> _ranks;
    private readonly bool _ignoresMerges;
    private readonly IReadOnlyList<TextCut> _cuts;
    private readonly Dictionary<string, AddedToken> _added;
    private readonly Regex? _addedPattern;
    private readonly Dictionary<int, byte[]> _bytes = [];

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">Tokens, written in <see cref="ByteAlphabet"/>, and their numbers.</param>
    /// <param name="merges">What is merged, the first first.</param>
    /// <param name="ignoresMerges">Whether a piece that is a token needs no merge.</param>
    /// <param name="cuts">How text is cut into pieces, one after the other.</param>
    /// <param name="added">Tokens that are never cut.</param>
    public ByteLevelTokenizer(
        Dictionary<string, int> vocabulary,
        IEnumerable<(string Left, string Right)> merges,
        bool ignoresMerges,
        IReadOnlyList<TextCut> cuts,
        IReadOnlyList<AddedToken> added)
    {
        _vocabulary = vocabulary;
        _ranks = [];
        foreach (var (rank, pair) in merges.Index())
        {
            _ranks.TryAdd(pair, rank);
        }

        _ignoresMerges = ignoresMerges;
        _cuts = cuts;
        _added = added.ToDictionary(t => t.Text, StringComparer.Ordinal);
        foreach (var (text, id) in vocabulary)
        {
            _bytes[id] = ByteAlphabet.Decode(text) ?? Encoding.UTF8.GetBytes(text);
        }

        foreach (var token in added)
        {
            _bytes[token.Id] = token.IsSpecial ? [] : Encoding.UTF8.GetBytes(token.Text);
        }

        // The longest first, so that no token hides one that begins with it.
        var patterns = added.OrderByDescending(t => t.Text.Length)
            .Select(t => (t.StripsLeft ? @"\s*" : "") + $"(?:{Regex.Escape(t.Text)})" + (t.StripsRight ? @"\s*" : ""));
        _addedPattern = added.Count == 0 ? null : new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant, TextCut.MatchTimeout);
    }

    /// <summary>The number of a token that is written so, or null.</summary>
    public int? Id(string token) => _added.TryGetValue(token, out var found) ? found.Id : _vocabulary.TryGetValue(token, out var id) ? id : null;

    /// <summary>The numbers of a text; an added token in it is one number.</summary>
    public List<int> Encode(string text)
    {
        var ids = new List<int>();
        var at = 0;
        if (_addedPattern is not null)
        {
            foreach (Match match in _addedPattern.Matches(text))
            {
                EncodePieces(text[at..match.Index], ids);
                var token = _added.TryGetValue(match.Value, out var exact) ? exact : _added[match.Value.Trim()];
                ids.Add(token.Id);
                at = match.Index + match.Length;
            }
        }

        EncodePieces(text[at..], ids);
        return ids;
    }

    /// <summary>The text of numbers, without special tokens. A character may come from several tokens; a broken one becomes U+FFFD.</summary>
    public string Decode(IEnumerable<int> ids)
    {
        using var bytes = new MemoryStream();
        foreach (var id in ids)
        {
            bytes.Write(_bytes.GetValueOrDefault(id, []));
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void EncodePieces(string text, List<int> ids)
    {
        IEnumerable<string> pieces = text.Length == 0 ? [] : [text];
        foreach (var cut in _cuts)
        {
            pieces = pieces.SelectMany(cut.Apply);
        }

        foreach (var piece in pieces)
        {
            var letters = string.Concat(Encoding.UTF8.GetBytes(piece).Select(ByteAlphabet.Letter));
            if (_ignoresMerges && _vocabulary.TryGetValue(letters, out var whole))
            {
                ids.Add(whole);
            }
            else
            {
                ids.AddRange(Merge(letters).Select(part => _vocabulary[part]));
            }
        }
    }

    /// <summary>Sennrich et al., "Neural machine translation of rare words with subword units", 2016: of all neighbours, those of the first merge become one.</summary>
    private List<string> Merge(string letters)
    {
        var parts = letters.Select(letter => letter.ToString()).ToList();
        while (parts.Count > 1)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (_ranks.TryGetValue((parts[i], parts[i + 1]), out var rank) && rank < best)
                {
                    (best, at) = (rank, i);
                }
            }

            if (at < 0)
            {
                break;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return parts;
    }
}
