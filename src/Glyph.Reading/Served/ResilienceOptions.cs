using Glyph.Core;

namespace Glyph.Reading.Served;

/// <summary>How long and how often a model that fails is asked again.</summary>
public sealed record ResilienceOptions
{
    /// <summary>
    /// How often one question is asked at most, at least 1. What a server did not take, because it is down or busy, does not
    /// count. Default 6.
    /// </summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The wait before the second attempt, above 0; it doubles with each, with jitter. Default 1 second.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before an attempt, whatever the server asks for, at least <see cref="FirstDelay"/>. Default 1 minute.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time between two looks whether a server that is down is back, at least 1 second. Default 15 seconds.</summary>
    public TimeSpan MaxBreak { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a server may be down or take nothing before all questions are given up; 0 or more. Default 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The seed of the jitter. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Throws unless these options make sense.</summary>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    internal void Check()
    {
        string[] problems =
        [
            .. Unless(Attempts >= 1, $"A question's attempts are {Attempts}; at least 1 is needed."),
            .. Unless(FirstDelay > TimeSpan.Zero && MaxDelay >= FirstDelay && MaxDelay <= TimeSpan.FromDays(1),
                $"The delays of a question's attempts are {FirstDelay} to {MaxDelay}; the first must be above 0 and the longest between it and a day."),
            .. Unless(MaxBreak >= TimeSpan.FromSeconds(1) && MaxBreak <= TimeSpan.FromDays(1), $"The longest break is {MaxBreak}; it must be between a second and a day."),
            .. Unless(Patience >= TimeSpan.Zero, $"The patience with a server is {Patience}; it must not be negative."),
        ];
        if (problems.Length > 0)
        {
            throw new InvalidInputException(problems);
        }
    }

    private static IEnumerable<string> Unless(bool condition, FormattableString problem) =>
        condition ? [] : [FormattableString.Invariant(problem)];
}
