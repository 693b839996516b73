using Glyph.Core.Trials;

namespace Glyph.Core.Searching;

/// <summary>What a running search tells those who watch it.</summary>
public abstract record SearchEvent;

/// <summary>The search began, or went on.</summary>
/// <param name="Search">The search.</param>
/// <param name="Trials">The trials that it has already: empty unless it was resumed.</param>
public sealed record SearchStarted(Search Search, IReadOnlyList<TrialPoint> Trials) : SearchEvent;

/// <summary>A trial was finished and stored.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Evaluations">Complete and failed trials so far.</param>
public sealed record TrialFinished(Trial Trial, int Evaluations) : SearchEvent;

/// <summary>A generation was finished and stored.</summary>
/// <param name="Generation">Its checkpoint.</param>
public sealed record GenerationFinished(Generation Generation) : SearchEvent;

/// <summary>Something that a user should know, such as a language model that does not answer.</summary>
/// <param name="Message">One sentence.</param>
public sealed record SearchNotice(string Message) : SearchEvent;

/// <summary>A trial of the front was read again.</summary>
/// <param name="Confirmation">The result.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">Of how many.</param>
public sealed record TrialConfirmed(Confirmation Confirmation, int Done, int Total) : SearchEvent;

/// <summary>The search stopped.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SearchStopped(SearchState State, string Reason) : SearchEvent;
