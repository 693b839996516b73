using System.Globalization;
using Glyph.Core;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>Which trial is to be exported, as a user says it: one of the rules, or none for the recommended one.</summary>
internal sealed record ExportChoice
{
    /// <summary>The highest compression at an accuracy of at least this, above 0 and at most 1.</summary>
    public double? MinAccuracy { get; init; }

    /// <summary>The knee of the front.</summary>
    public bool Knee { get; init; }

    /// <summary>The config for a need, such as ids-exact.</summary>
    public Need? Need { get; init; }

    /// <summary>This trial.</summary>
    public int? Trial { get; init; }

    /// <summary>The rule.</summary>
    /// <exception cref="InvalidInputException">There are several, or the accuracy is none.</exception>
    public TrialChoice Rule()
    {
        if ((MinAccuracy is null ? 0 : 1) + (Knee ? 1 : 0) + (Need is null ? 0 : 1) + (Trial is null ? 0 : 1) > 1)
        {
            throw new InvalidInputException("--min-accuracy, --knee, --need and --trial exclude each other; give one of them, or none");
        }

        if (MinAccuracy is <= 0 or > 1 or double.NaN)
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--min-accuracy is {MinAccuracy}; it must be above 0 and at most 1, such as 0.97"));
        }

        return MinAccuracy is { } accuracy ? TrialChoice.MinAccuracy(accuracy)
            : Trial is { } number ? TrialChoice.Number(number)
            : Knee ? TrialChoice.Knee
            : Need is { } need ? TrialChoice.For(need)
            : TrialChoice.Recommended;
    }
}
