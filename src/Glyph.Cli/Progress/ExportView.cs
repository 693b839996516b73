using System.Globalization;
using Glyph.Core.Trials;
using Glyph.Daemon.Exporting;
using Spectre.Console;

namespace Glyph.Cli.Progress;

/// <summary>Tells a person what was exported, and where.</summary>
internal static class ExportView
{
    /// <summary>Shows it.</summary>
    public static void Show(IAnsiConsole console, ExportResult result)
    {
        if (result.Receipt is { } receipt)
        {
            Show(console, receipt);
        }

        if (result.Folder is { } folder)
        {
            console.MarkupLineInterpolated($"exported to {folder}{(result.Files.Count > 0 ? $": {string.Join(", ", result.Files)}" : "")}");
        }

        if (result.Archive is { } archive)
        {
            console.MarkupLineInterpolated($"the whole search {result.Search} is in {archive}; elsewhere: glyph import {Path.GetFileName(archive)}");
        }
    }

    private static void Show(IAnsiConsole console, Receipt receipt)
    {
        console.MarkupLineInterpolated($"best config ({receipt.Choice}): trial {Text.Whole(receipt.Trial)}");
        if (receipt.OnHeldOutText is { } best)
        {
            console.MarkupLineInterpolated($"  on held-out text: [bold green]{Text.Times(best.Compression)}[/] at {PlainProgress.Estimate(best.Accuracy)} items");
            ShowSilentlyWrong(console, best);
        }
        else
        {
            console.MarkupLineInterpolated($"  [yellow]not proved on held-out text: {receipt.NotProved}[/]");
        }

        if (receipt.PublishedConfig is { } mark)
        {
            console.MarkupLineInterpolated($"  published config: {Text.Times(mark.OnHeldOutText.Compression)} at {PlainProgress.Estimate(mark.OnHeldOutText.Accuracy)} items; the best has {Text.Times(mark.CompressionRatio)} its compression");
            if (mark.AccuracyGained is { } gained)
            {
                console.MarkupLineInterpolated($"  accuracy gained over it on the same {Text.Whole(gained.Items)} items: {Text.Points(gained.Mean)} [[{Text.Points(gained.Low)}, {Text.Points(gained.High)}]] points");
            }
        }

        if (receipt.Tokens is { } tokens)
        {
            console.MarkupLineInterpolated($"  tokens: {Text.Whole(tokens.Predicted)} predicted, {Text.Whole(tokens.Charged)} charged by the server in {Text.Whole(tokens.Requests)} answers, {Text.Whole(tokens.Mismatches)} of them off");
        }

        if (receipt.Spent is { } spent)
        {
            console.MarkupLineInterpolated($"  spent: {Text.Whole(spent.Total.Requests)} requests, {Text.Whole(spent.Total.InputTokens)} tokens in, {Text.Whole(spent.Total.OutputTokens)} out{(spent.Currency is { } currency ? string.Create(CultureInfo.InvariantCulture, $", {spent.Total.Cost:0.####} {currency}") : "")}");
        }

        if (receipt.Warning is { } warning)
        {
            console.MarkupLineInterpolated($"[yellow]warning: {warning}[/]");
        }
    }

    private static void ShowSilentlyWrong(IAnsiConsole console, Proof proof)
    {
        var wrong = proof.Outcomes.GetValueOrDefault(ItemOutcome.SilentlyWrong);
        if (wrong > 0 || proof.Ids > 0)
        {
            console.MarkupLineInterpolated($"  silently wrong there: {Text.Whole(wrong)} items, {Text.Whole(proof.WrongIds)} of {Text.Whole(proof.Ids)} identifiers");
        }
    }
}
