using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Composition;

/// <summary>What a new search may learn of earlier ones in its database: which trials, and why others are left out.</summary>
/// <param name="Searches">The trials to begin from.</param>
/// <param name="Notes">What the user should know.</param>
internal sealed record WarmStart(IReadOnlyList<EarlierSearch> Searches, IReadOnlyList<string> Notes)
{
    /// <summary>Characters of a shared passage that are shown.</summary>
    private const int PassageShown = 40;

    /// <summary>Chooses, for a search that is not in the store yet.</summary>
    /// <param name="store">Where earlier searches are.</param>
    /// <param name="request">The new search.</param>
    /// <param name="pixelGrid">The edge of its target's token cell in pixels.</param>
    public static WarmStart Choose(ISearchStore store, SearchRequest request, int pixelGrid)
    {
        var (searches, notes) = (new List<EarlierSearch>(), new List<string>());
        var space = SearchSpace.Parse(request.SpaceJson, "search space");
        var all = store.Searches();
        var byId = all.ToDictionary(search => search.Id, StringComparer.Ordinal);
        var passages = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? Passage(Search search)
        {
            if (!passages.TryGetValue(search.Id, out var passage))
            {
                passages[search.Id] = passage = SharedText.Passage(search.Request.Corpus.Search, request.Corpus.HeldOut);
            }

            return passage;
        }

        // What a search began from itself has shaped it too, and of one that is gone nobody knows what it read.
        string? Leak(Search search)
        {
            var (open, met) = (new Queue<Search>([search]), new HashSet<string>([search.Id], StringComparer.Ordinal));
            while (open.TryDequeue(out var next))
            {
                if (Passage(next) is { } passage)
                {
                    return $"it, or one that it began from, read a passage of this search's held-out text: \"{passage[..PassageShown]}...\"";
                }

                foreach (var id in next.Request.Earlier.Select(earlier => earlier.Id).Where(met.Add))
                {
                    if (!byId.TryGetValue(id, out var ancestor))
                    {
                        return $"it, or one that it began from, began from search {id}, which is not here, so that nobody knows what that read";
                    }

                    open.Enqueue(ancestor);
                }
            }

            return null;
        }

        foreach (var earlier in all.Where(s => s.State != SearchState.Failed && IsAlike(s.Request, request)))
        {
            if (Leak(earlier) is { } reason)
            {
                notes.Add($"warm start: search {earlier.Id} is left out, for {reason}");
                continue;
            }

            var read = store.Trials(earlier.Id).Where(t => t.Objectives is not null).ToList();
            List<int> trials = [.. read.Where(t => Fit(space, t, pixelGrid) is not null).Select(t => t.Number)];
            if (trials.Count > 0)
            {
                searches.Add(new EarlierSearch(earlier.Id, trials));
                notes.Add(FormattableString.Invariant($"warm start: {trials.Count} of {read.Count} trials of search {earlier.Id}"));
            }
        }

        if (searches.Count == 0)
        {
            notes.Add($"warm start: {store.Location} has no earlier search of this target, tokenizer and reader to begin from");
        }

        return new WarmStart(searches, notes);
    }

    /// <summary>Loads the trials that a search begins from.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="request">The search.</param>
    /// <param name="space">Its space.</param>
    /// <param name="pixelGrid">The edge of its target's token cell in pixels.</param>
    public static IReadOnlyList<EarlierTrial> Load(ISearchStore store, SearchRequest request, SearchSpace space, int pixelGrid) =>
        [.. from earlier in request.Earlier
            from number in earlier.Trials
            let trial = store.Trial(earlier.Id, number)
            where trial?.Cost is not null && trial.Measurement is not null
            let genome = Fit(space, trial, pixelGrid)
            where genome is not null
            select new EarlierTrial(earlier.Id, number, trial.Candidate with { Genome = genome }, trial.Cost!, trial.Measurement!.Accuracy)];

    /// <summary>Whether what was read in one search is a lesson for another: the same target, tokens, reader and kinds of task.</summary>
    private static bool IsAlike(SearchRequest a, SearchRequest b) =>
        a.TargetJson is not null && string.Equals(a.TargetJson, b.TargetJson, StringComparison.Ordinal)
        && string.Equals(a.Tokenizer, b.Tokenizer, StringComparison.Ordinal)
        && IdentityOf(a.Reader) == IdentityOf(b.Reader)
        && Kinds(a).SetEquals(Kinds(b));

    /// <summary>What of a reader decides its answers; not how fast it is asked, or where it runs.</summary>
    private static ReaderRequest IdentityOf(ReaderRequest? reader) => new()
    {
        Kind = reader?.Kind ?? ReaderKind.Recogniser,
        Endpoint = reader?.Endpoint,
        Model = reader?.Model,
        Decoding = reader?.Decoding,
        Folder = reader?.Folder,
        Variant = reader?.Variant,
        PromptTemplate = reader?.PromptTemplate,
    };

    private static HashSet<TaskKind> Kinds(SearchRequest request) =>
        [.. request.Corpus.Search.SelectMany(item => item.Tasks.Count == 0 ? [TaskKind.Transcribe] : item.Tasks.Select(task => task.Kind))];

    /// <summary>The genome of the space that makes a trial's config; null where there is none.</summary>
    private static Genome? Fit(SearchSpace space, Trial trial, int pixelGrid)
    {
        var config = trial.Candidate.Config;
        return trial.Candidate.Genome is { } genome && space.Repair(genome).Equals(genome) && space.Decode(genome, pixelGrid) == config
            ? genome
            : space.Encode(config, pixelGrid);
    }
}
