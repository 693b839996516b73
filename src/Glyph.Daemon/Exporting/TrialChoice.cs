using System.Globalization;
using Glyph.Core;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>The rule by which one trial of a search is chosen for export.</summary>
/// <param name="Description">The rule in words, for the receipt.</param>
/// <param name="Pick">Applies the rule; null when no trial meets it.</param>
/// <param name="Refusal">What to say then.</param>
internal sealed record TrialChoice(string Description, Func<Recommendation, Finalist?> Pick, Func<Recommendation, string> Refusal)
{
    private const string NothingToExport = "nothing to export: no trial was completed, or each breaks a constraint on what was read";

    /// <summary>The best gain in compression among what reads no worse than the published config.</summary>
    public static TrialChoice Recommended { get; } = new(
        "best gain in compression at an accuracy no lower than the published config's",
        r => r.Default(),
        _ => NothingToExport);

    /// <summary>The knee of the front: see <see cref="Recommendation.Knee"/>.</summary>
    public static TrialChoice Knee { get; } = new(
        "knee of the front",
        r => r.Knee(),
        _ => NothingToExport);

    /// <summary>The highest compression at an accuracy.</summary>
    public static TrialChoice MinAccuracy(double accuracy) => new(
        $"highest compression at an accuracy of at least {Text.Percent(accuracy)}",
        r => r.BestAtLeast(accuracy),
        r => $"--min-accuracy: no trial reads at least {Text.Percent(accuracy)} right"
            + (r.Finalists.MaxBy(f => f.Accuracy) is { } best ? $"; the most accurate is #{Text.Whole(best.Trial.Number)} with {Text.Percent(best.Accuracy)}" : ""));

    /// <summary>The trial for a need; one that only comes near is not exported unasked.</summary>
    public static TrialChoice For(Need need) => new(
        $"need {Text.Words(need)}",
        r => r.For(need) is { IsMet: true } pick ? pick.Trial : null,
        r => r.For(need) is var pick && pick.Trial is { } nearest
            ? $"--need {Text.Words(need)}: {pick.Why} (trial {Text.Whole(nearest.Trial.Number)}; --trial {nearest.Trial.Number.ToString(CultureInfo.InvariantCulture)} exports it)"
            : NothingToExport);

    /// <summary>A named trial.</summary>
    public static TrialChoice Number(int number) => new(
        FormattableString.Invariant($"trial {number}"),
        r => r.Finalists.FirstOrDefault(f => f.Trial.Number == number),
        _ => FormattableString.Invariant($"--trial: the search has no complete trial {number}"));

    /// <summary>Applies the rule.</summary>
    /// <exception cref="InvalidInputException">No trial meets it.</exception>
    public Finalist Apply(Recommendation recommendation) => Pick(recommendation) ?? throw new InvalidInputException(Refusal(recommendation));
}
