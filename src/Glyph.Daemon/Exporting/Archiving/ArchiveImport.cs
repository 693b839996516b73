using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Submitting;

namespace Glyph.Daemon.Exporting.Archiving;

/// <summary>A search that was added from an archive.</summary>
/// <param name="Search">Its id here.</param>
/// <param name="File">The archive.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Notes">What the user should know, one sentence each.</param>
internal sealed record ImportedSearch(string Search, string File, SearchState State, int Trials, IReadOnlyList<string> Notes);

/// <summary>
/// Adds archives to a database, all of them or nothing: each is read to its end and checked before the first line is written. What an
/// archive says is data: no path in it is opened for it, and where it would export to is forgotten.
/// </summary>
internal static class ArchiveImport
{
    /// <summary>More requests, tokens or money than one request can cost.</summary>
    private const long MostOfOne = 10_000_000_000;

    /// <summary>Characters of an id that a key of the store surely holds, beside the search's.</summary>
    private const int LongestId = 200;

    private const string Unfinished = "its import was not finished; remove it and import it again";

    /// <summary>Adds archives.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="ledger">The same place's ledger.</param>
    /// <param name="files">The archives.</param>
    /// <param name="newId">The id that the search of a single archive is to have; null: its own.</param>
    /// <param name="rules">What a search may name that comes from elsewhere; null where it may name anything, for nobody else resumes it.</param>
    /// <param name="cancellationToken">Abandons it; while checking, nothing was written.</param>
    /// <exception cref="InvalidInputException">With every archive's problem; nothing was written.</exception>
    public static IReadOnlyList<ImportedSearch> Import(ISearchStore store, ILedger ledger, IReadOnlyList<string> files, string? newId, SubmissionRules? rules, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var found = new List<(string File, Search Search)>();
        foreach (var file in files)
        {
            try
            {
                found.Add((file, Check(file, newId, rules, cancellationToken)));
            }
            catch (InvalidInputException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        var ids = store.Searches().Select(search => search.Id).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(found.Where(f => !ids.Add(f.Search.Id)).Select(f => $"{f.File}: there is a search {f.Search.Id} already; give it another id with --as NEW-ID"));
        if (newId is not null && files.Count > 1)
        {
            problems.Add("--as names one search; import one file with it");
        }

        return problems.Count > 0 ? throw new InvalidInputException(problems) : [.. found.Select(f => Add(store, ledger, f.File, f.Search))];
    }

    /// <summary>Reads an archive to its end.</summary>
    /// <returns>Its search as it is to be here.</returns>
    private static Search Check(string file, string? newId, SubmissionRules? rules, CancellationToken cancellationToken)
    {
        if (newId is not null && !ArchiveReader.IsSearchId(newId))
        {
            throw new InvalidInputException($"--as: '{newId}' cannot be an id; it must be letters, digits, '.', '_' and '-', at most 100 of them, and begin with a letter or digit");
        }

        using var reader = ArchiveReader.Open(file);
        Search? search = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in reader.Lines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((search is null) != (line.Search is not null))
            {
                throw reader.Damaged(search is null ? "the search itself must come first" : "it holds two searches");
            }

            search ??= line.Search;
            if (Problem(line) is { } problem)
            {
                throw reader.Damaged(problem);
            }

            if (rules is not null && line.Trial is { } trial && SubmissionRules.FontFileProblem(FormattableString.Invariant($"trial {trial.Number}: font-path"), trial.Candidate.Config.Font) is { } font)
            {
                throw new InvalidInputException($"{file}: {font}");
            }

            if (KeyOf(line) is { } key && !keys.Add(key))
            {
                throw reader.Damaged($"{key} is there twice");
            }

            if (line.Settlement is { } settlement && !keys.Contains($"reservation {settlement.Reservation}"))
            {
                throw reader.Damaged($"what settles {settlement.Reservation} has no reservation");
            }
        }

        if (search is null || !string.Equals(search.Id, reader.Header.Search, StringComparison.Ordinal))
        {
            throw reader.Damaged("its header names another search than it holds");
        }

        CheckSpace(reader, search.Request.SpaceJson);
        if (rules?.Problems(search.Request) is { Count: > 0 } refused)
        {
            throw new InvalidInputException([.. refused.Select(problem => $"{file}: {problem}")]);
        }

        return Here(search, newId ?? search.Id);
    }

    /// <summary>A list of searches opens the space of each: one that cannot be read would break it for all.</summary>
    private static void CheckSpace(ArchiveReader reader, string spaceJson)
    {
        try
        {
            SearchSpace.Parse(spaceJson, "search space");
        }
        catch (InvalidInputException e)
        {
            throw reader.Damaged($"its search space cannot be read: {e.Problems[0]}");
        }
    }

    /// <summary>What a deserializer lets through, and no store should be asked to hold.</summary>
    private static string? Problem(ArchiveLine line) => line switch
    {
        { Search.Request: null } or { Search.Request.Corpus: null } or { Search.Request.Budget: null } or { Search.Request.SpaceJson: null } => "the search lacks its request",
        { Search.Request.Corpus: { Search: null } or { HeldOut: null } } => "the search lacks its texts",
        { Search.Request: { } request } when LacksPart(request) => "the search lacks its tokenizer, or the whole address of a model",
        { Trial.Number: < 1 } => "a trial's number is below 1",
        { Trial.Candidate: null } or { Trial.Candidate.Config: null } or { Trial.Candidate.Provenance: null } or { Trial.ConfigHash: null } => "a trial lacks its config, or where it came from",
        { Generation.Number: < 0 } => "a generation's number is below 0",
        { Generation.Front: null } or { Generation.Population: null } => "a generation lacks its trials",
        { Confirmation.Plan: null } or { Confirmation.Measurement: null } or { Confirmation.Cost: null } => "a confirmation lacks what was read",
        { Journal.Id: null } or { Idea.Journal: null } or { Reservation.Id: null } or { Settlement.Reservation: null } => "a line lacks its id",
        _ when (line.Journal?.Id ?? line.Idea?.Journal ?? line.Reservation?.Id ?? "").Length > LongestId => "a line's id is too long",
        { Reservation: { Reserved: var reserved } } when !IsAmount(reserved) => "what was reserved is no amount of one request",
        { Settlement: { Spent: var spent } } when !IsAmount(spent) => "what was spent is no amount of one request",
        _ => null,
    };

    private static bool LacksPart(SearchRequest request) =>
        request.Target is null || request.Tokenizer is null || request.SeedConfigs is null || request.Earlier is null || request.Llms is null || request.LlmRules?.Limits is null
        || request.SeedConfigs.Any(config => config is null) || request.Earlier.Any(earlier => earlier?.Id is null || earlier.Trials is null)
        || request.Llms.Any(IsNoModel) || (request.Judge is not null && IsNoModel(request.Judge)) || request.Reader?.Endpoint?.IsAbsoluteUri == false;

    private static bool IsNoModel(LlmRequest? model) => model is not { Endpoint.IsAbsoluteUri: true, Model: not null };

    /// <summary>Whether an amount may be that of a request: sums of as many lines as an archive can hold stay within their types.</summary>
    private static bool IsAmount(Spend spend) =>
        spend is { Requests: >= 0 and <= MostOfOne, InputTokens: >= 0 and <= MostOfOne, OutputTokens: >= 0 and <= MostOfOne, Cost: >= 0 and <= MostOfOne };

    private static string? KeyOf(ArchiveLine line) => line switch
    {
        { Trial: { } trial } => FormattableString.Invariant($"trial {trial.Number}"),
        { Generation: { } generation } => FormattableString.Invariant($"generation {generation.Number}"),
        { Confirmation: { } confirmation } => $"confirmation {confirmation.Trial} {JsonSerializer.Serialize(confirmation.Plan, GlyphJson.Compact)}",
        { Journal: { } entry } => $"journal entry {entry.Id}",
        { Idea: { } idea } => FormattableString.Invariant($"idea {idea.Index} of {idea.Journal}"),
        { Reservation: { } reservation } => $"reservation {reservation.Id}",
        { Settlement: { } settlement } => $"settlement {settlement.Reservation}",
        { Terms: not null } => "terms",
        _ => null,
    };

    /// <summary>A search as it stands in this database: nobody runs it, and it exports nowhere by itself.</summary>
    private static Search Here(Search search, string id) => search with
    {
        Id = id,
        State = search.State is SearchState.Finished or SearchState.Failed ? search.State : SearchState.Interrupted,
        Request = search.Request with { ExportFolder = null },
    };

    private static ImportedSearch Add(ISearchStore store, ILedger ledger, string file, Search search)
    {
        // Should it be cut off, the search says so itself.
        store.Create(search with { State = SearchState.Failed, StopReason = Unfinished });
        using var reader = ArchiveReader.Open(file);
        var trials = 0;
        foreach (var line in reader.Lines())
        {
            trials += line.Trial is null ? 0 : 1;
            Append(store, ledger, search.Id, line);
        }

        store.SetState(search.Id, search.State, search.StopReason);
        return new ImportedSearch(search.Id, file, search.State, trials, Notes(store, search.Request));
    }

    private static void Append(ISearchStore store, ILedger ledger, string id, ArchiveLine line)
    {
        switch (line)
        {
            case { Terms: { } terms }:
                ledger.SetTerms(id, terms);
                break;
            case { Trial: { } trial }:
                store.Append(id, trial);
                break;
            case { Generation: { } generation }:
                store.Append(id, generation);
                break;
            case { Confirmation: { } confirmation }:
                store.Append(id, confirmation);
                break;
            case { Journal: { } entry }:
                store.Append(id, entry);
                break;
            case { Idea: { } idea }:
                store.Append(id, idea);
                break;
            case { Reservation: { } reservation }:
                ledger.Reserve(id, reservation);
                break;
            case { Settlement: { } settlement }:
                ledger.Settle(id, settlement, null, null);
                break;
        }
    }

    /// <summary>What of this machine a search would use once somebody resumes or exports it.</summary>
    private static IReadOnlyList<string> Notes(ISearchStore store, SearchRequest request)
    {
        var files = new[] { request.Tokenizer is { } tokenizer && (tokenizer.Contains('/', StringComparison.Ordinal) || tokenizer.Contains('\\', StringComparison.Ordinal)) ? tokenizer : null, request.Reader?.Folder, request.Reader?.EpLibrary }
            .Concat(request.Llms.Where(llm => llm.Endpoint.IsFile).Select(llm => llm.Endpoint.LocalPath))
            .OfType<string>().ToList();
        var servers = new[] { request.Reader?.Endpoint, request.Judge?.Endpoint }.Concat(request.Llms.Select(llm => llm.Endpoint)).OfType<Uri>().Where(uri => !uri.IsFile).Select(uri => uri.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var notes = new List<string>();
        if (files.Count > 0)
        {
            notes.Add($"it names files that resuming it would open: {string.Join(", ", files)}");
        }

        if (servers.Count > 0)
        {
            notes.Add($"it names servers that resuming it would ask: {string.Join(", ", servers)}");
        }

        var missing = request.Earlier.Select(earlier => earlier.Id).Where(id => store.Get(id) is null).ToList();
        if (missing.Count > 0)
        {
            notes.Add($"it began from searches that are not here, so that resuming it goes on with fewer lessons: {string.Join(", ", missing)}");
        }

        return notes;
    }
}
