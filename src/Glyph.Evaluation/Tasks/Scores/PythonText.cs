namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>
/// What Python calls white space and punctuation: the reference implementations of most metrics are Python, and their scores
/// depend on it.
/// </summary>
internal static class PythonText
{
    /// <summary><c>string.punctuation</c>.</summary>
    public const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary><c>str.isspace</c> of one character: .NET's white space and the four ASCII separators.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary><c>str.split()</c>: the runs of anything but white space.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && !IsSpace(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }

    /// <summary><c>text.lstrip('\n').split('\n')</c>.</summary>
    public static string[] Lines(string text) => text.TrimStart('\n').Split('\n');
}
