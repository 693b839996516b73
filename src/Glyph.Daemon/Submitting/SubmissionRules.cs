using System.Text.RegularExpressions;
using Glyph.Core.Rendering;

namespace Glyph.Daemon.Submitting;

/// <summary>
/// What a request may name. A request comes from elsewhere: it reaches no file but those in the folder that the operator gives, no
/// font but the catalogue's, and no address but those that the operator allows.
/// </summary>
/// <param name="Endpoints">Addresses of models that may be asked.</param>
/// <param name="FilesFolder">The folder of model folders and tokenizer files; null: there are none.</param>
internal sealed partial record SubmissionRules(IReadOnlyList<Uri> Endpoints, string? FilesFolder)
{
    /// <summary>What is wrong with an address; null where nothing is.</summary>
    public string? EndpointProblem(string field, Uri endpoint) =>
        endpoint.IsAbsoluteUri && Endpoints.Any(allowed => Uri.Compare(allowed, endpoint, UriComponents.HttpRequestUrl | UriComponents.UserInfo | UriComponents.Fragment, UriFormat.SafeUnescaped, StringComparison.Ordinal) == 0)
            ? null
            : $"{field}: '{endpoint}' is not an address that this daemon may ask; "
                + (Endpoints.Count == 0 ? "it allows none: its operator names them with --allow-endpoint" : $"it allows {string.Join(", ", Endpoints)}");

    /// <summary>The path of a file or folder that a request names; null, with a problem, where there is none.</summary>
    /// <param name="field">The field that names it.</param>
    /// <param name="name">The name.</param>
    /// <param name="problems">Takes the problem.</param>
    public string? PathOf(string field, string name, List<string> problems)
    {
        if (FilesFolder is { } folder && FileName().IsMatch(name))
        {
            var path = Path.Combine(Path.GetFullPath(folder), name);
            if (File.Exists(path) || Directory.Exists(path))
            {
                return path;
            }
        }

        problems.Add(FilesFolder is null
            ? $"{field}: this daemon has no folder of files that a request may name (--files)"
            : $"{field}: there is no '{name}' in this daemon's folder of files; a name is meant, without a path");
        return null;
    }

    /// <summary>Problems with fonts that are named by a path.</summary>
    public static IEnumerable<string> FontProblems(string field, IEnumerable<string> names, IFontCatalog fonts)
    {
        var known = fonts.All.Select(font => font.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Where(name => !known.Contains(name)).Select(name => $"{field}: there is no font '{name}'{Core.NearestName.Hint(name, known)}; a request names fonts, not files");
    }

    /// <summary>Problems with addresses of models.</summary>
    public IEnumerable<string> EndpointProblems(SearchSubmission submission) => new[]
    {
        submission.Reader is { Endpoint: { } reader } ? EndpointProblem("reader.endpoint", reader) : null,
        submission.Judge is { Endpoint: { } judge } ? EndpointProblem("judge.endpoint", judge) : null,
    }.Concat(submission.Llms.Select((model, i) => EndpointProblem(FormattableString.Invariant($"llms[{i}].endpoint"), model.Endpoint))).OfType<string>();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
