using System.Text.RegularExpressions;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Evaluation;

namespace Glyph.Daemon.Submitting;

/// <summary>
/// What a request may name. A request comes from elsewhere: it reaches no file but those in the folder that the operator gives, no
/// font but the catalogue's, and no address but those that the operator allows.
/// </summary>
/// <param name="Endpoints">Addresses of models that may be asked.</param>
/// <param name="FilesFolder">The folder of model folders and tokenizer files; null: there are none.</param>
internal sealed partial record SubmissionRules(IReadOnlyList<Uri> Endpoints, string? FilesFolder)
{
    /// <summary>What is wrong with naming a library.</summary>
    public const string NoLibrary = "reader.epLibrary: a request may not name a library to be loaded";

    /// <summary>What a whole search names that a request may not: one that came as an archive, or that was made without the daemon.</summary>
    /// <param name="request">The search.</param>
    /// <exception cref="Core.InvalidInputException">Its space cannot be read.</exception>
    public IReadOnlyList<string> Problems(SearchRequest request)
    {
        List<string> problems = [.. EndpointProblems(request.Reader?.Endpoint, request.Judge, request.Llms)];
        if (request.Reader?.EpLibrary is not null)
        {
            problems.Add(NoLibrary);
        }

        if (request.Reader?.Folder is { } folder && !IsInFolder(folder))
        {
            problems.Add($"reader.folder: '{folder}' is not in the folder of files of this daemon (--files)");
        }

        if (!TextTokenizers.BuiltIn.Contains(request.Tokenizer, StringComparer.OrdinalIgnoreCase) && !IsInFolder(request.Tokenizer))
        {
            problems.Add($"tokenizer: '{request.Tokenizer}' is not in the folder of files of this daemon (--files)");
        }

        problems.AddRange(SearchSpace.Parse(request.SpaceJson, "search space").Fonts.Select(font => FontFileProblem("space", font)).OfType<string>());
        problems.AddRange(request.SeedConfigs.Select((config, i) => FontFileProblem(FormattableString.Invariant($"seedConfigs[{i}].font-path"), config.Font)).OfType<string>());
        return problems;
    }

    /// <summary>What is wrong with a font that is a file; null where it is a name, of a font that is here or not.</summary>
    public static string? FontFileProblem(string field, string font) =>
        font.Contains('/', StringComparison.Ordinal) || font.Contains('\\', StringComparison.Ordinal) || Path.GetExtension(font).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC"
            ? $"{field}: '{font}' is a file; a request names fonts, not files"
            : null;

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
    /// <param name="reader">The reading model's, or null.</param>
    /// <param name="judge">The judging model, or null.</param>
    /// <param name="llms">The proposing models.</param>
    public IEnumerable<string> EndpointProblems(Uri? reader, LlmRequest? judge, IReadOnlyList<LlmRequest> llms) => new[]
    {
        reader is null ? null : EndpointProblem("reader.endpoint", reader),
        judge is null ? null : EndpointProblem("judge.endpoint", judge.Endpoint),
    }.Concat(llms.Select((model, i) => EndpointProblem(FormattableString.Invariant($"llms[{i}].endpoint"), model.Endpoint))).OfType<string>();

    /// <summary>Whether a path is that of a file or folder which <see cref="PathOf"/> may have given.</summary>
    private bool IsInFolder(string path)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        var name = Path.GetFileName(trimmed);
        return FilesFolder is { } folder && FileName().IsMatch(name) && string.Equals(trimmed, Path.Combine(Path.GetFullPath(folder), name), StringComparison.Ordinal);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
