using System.Globalization;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;

namespace Glyph.Daemon.Client;

/// <summary>
/// The searches of a daemon, read over HTTP, so that commands that look at a store look at a daemon the same way. Only the daemon
/// writes: what appends here is a defect of the caller.
/// </summary>
internal sealed class RemoteSearchStore(GlyphClient client) : ISearchStore, ILedger
{
    private const string NotHere = "The searches of a daemon are written by the daemon alone.";

    /// <inheritdoc/>
    public string Location => client.Server.ToString();

    /// <summary>The client of the daemon.</summary>
    public GlyphClient Client => client;

    /// <inheritdoc/>
    public IReadOnlyList<Search> Searches() => [.. Infos().Select(info => Load(info.Id)).OfType<Search>()];

    /// <inheritdoc/>
    public Search? Find(string? idOrPrefix) => SearchIds.Choose(Infos().Select(info => info.Id), idOrPrefix) is { } id ? Load(id) : null;

    /// <inheritdoc/>
    public Search? Get(string id) => Load(id);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Trials(string searchId) => Records<Trial>(searchId, "trials");

    /// <inheritdoc/>
    public IReadOnlyList<TrialPoint> Points(string searchId) => Records<TrialPoint>(searchId, "points");

    /// <inheritdoc/>
    public Trial? Trial(string searchId, int number) =>
        Records<Trial>(searchId, string.Create(CultureInfo.InvariantCulture, $"trials?numbers={number}")).FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<Generation> Generations(string searchId) => Records<Generation>(searchId, "generations");

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Journal(string searchId) => Records<JournalEntry>(searchId, "journal");

    /// <inheritdoc/>
    public IReadOnlyList<IdeaOutcome> Ideas(string searchId) => Records<IdeaOutcome>(searchId, "ideas");

    /// <inheritdoc/>
    public IReadOnlyList<Confirmation> Confirmations(string searchId) => Records<Confirmation>(searchId, "confirmations");

    /// <inheritdoc/>
    public IReadOnlyList<LedgerLine> Lines(string searchId) => Records<LedgerLine>(searchId, "ledger");

    /// <inheritdoc/>
    public Spend Spent(string searchId) => Records<Spend>(searchId, "spent").FirstOrDefault();

    /// <inheritdoc/>
    public SpendTerms Terms(string searchId) => Records<SpendTerms>(searchId, "terms").FirstOrDefault() ?? SpendTerms.None;

    /// <inheritdoc/>
    public void Create(Search search) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void SetState(string searchId, SearchState state, string? stopReason) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Append(string searchId, Trial trial) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Append(string searchId, Generation generation) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Append(string searchId, JournalEntry entry) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Append(string searchId, IdeaOutcome outcome) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Append(string searchId, Confirmation confirmation) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Reserve(string searchId, Reservation reservation) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void SetTerms(string searchId, SpendTerms terms) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    KeptAnswer? ILedger.Find(string answerKey) => throw new NotSupportedException(NotHere);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Where every search stands, newest first.</summary>
    public IReadOnlyList<SearchInfo> Infos() => Wait(client.GetAsync<Serving.SearchList>("searches", CancellationToken.None)).Searches;

    private Search? Load(string id) => Records<Search>(id, "search").FirstOrDefault();

    private IReadOnlyList<T> Records<T>(string searchId, string kind) =>
        Wait(client.LinesAsync<T>($"searches/{Uri.EscapeDataString(searchId)}/records/{kind}", CancellationToken.None));

    /// <summary>A store is asked without waiting elsewhere in Glyph; here it is a command's own thread that waits.</summary>
    private static T Wait<T>(Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();
}
