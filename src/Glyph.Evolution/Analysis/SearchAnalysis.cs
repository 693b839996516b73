using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Analysis;

/// <summary>What a search tells beside its front. It is drawn from the store alone: nothing is rendered or read for it.</summary>
/// <param name="Search">The search's id.</param>
/// <param name="Importance">Which parameters decided.</param>
/// <param name="Attainment">How far it had come after each evaluation.</param>
/// <param name="Ledger">What each proposer did.</param>
/// <param name="Membership">How sure it is of each complete trial that it is on the true front, most probable first; of more than 1,000, the nearest to the front.</param>
/// <param name="Needs">The trial for each need.</param>
public sealed record SearchAnalysis(
    string Search,
    ParameterImportance Importance,
    IReadOnlyList<AttainmentPoint> Attainment,
    CreditLedger Ledger,
    IReadOnlyList<FrontMembership> Membership,
    IReadOnlyList<NeedPick> Needs)
{
    /// <summary>Analyses a search, finished or not.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="search">The search.</param>
    public static SearchAnalysis Of(ISearchStore store, Search search)
    {
        var (id, request) = (search.Id, search.Request);
        var points = store.Points(id);
        var recommendation = new Recommendation(points, store.Confirmations(id), store.Trial(id, Finalist.MarkNumber), request.MaxWrongIds);
        return new SearchAnalysis(
            id,
            ParameterImportance.Of(SearchSpace.Parse(request.SpaceJson, "stored space"), AnalysisSample.ForImportance(store, id, points), request.Seed),
            Analysis.Attainment.Series(points),
            CreditLedger.Of(store.Generations(id), points),
            FrontMembership.Of(AnalysisSample.ForMembership(recommendation.Finalists), request.Seed),
            [.. Enum.GetValues<Need>().Select(recommendation.For)]);
    }
}
