using Glyph.Cli.Progress;
using Spectre.Console;

namespace Glyph.Cli.Export;

/// <summary>What was exported, and where.</summary>
internal sealed record ExportResult(string Folder, Receipt Receipt)
{
    /// <summary>Tells a person.</summary>
    public void Show(IAnsiConsole console)
    {
        var best = Receipt.OnHeldOutText;
        console.MarkupLineInterpolated($"best config ({Receipt.Choice}): trial {Text.Whole(Receipt.Trial)}");
        console.MarkupLineInterpolated($"  on held-out text: [bold green]{Text.Times(best.Compression)}[/] at {PlainProgress.Estimate(best.Accuracy)}, {Text.Whole(best.Accuracy.Samples)} lines read");
        if (Receipt.PublishedConfig is { } mark)
        {
            console.MarkupLineInterpolated($"  published config: {Text.Times(mark.OnHeldOutText.Compression)} at {PlainProgress.Estimate(mark.OnHeldOutText.Accuracy)}; the best has {Text.Times(mark.CompressionRatio)} its compression");
        }

        if (Receipt.Warning is { } warning)
        {
            console.MarkupLineInterpolated($"[yellow]warning: {warning}[/]");
        }

        console.MarkupLineInterpolated($"exported to {Folder}: best.json, its font, front.json, front.csv, trials.csv, receipt.json");
    }
}
