using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Glyph.Reading;

/// <summary>How long what is ready to be read waits for the device that reads: the meter <c>Glyph.Reading</c>, histogram <c>glyph.device.wait</c> in seconds.</summary>
internal static class DeviceWait
{
    private static readonly Meter Meter = new("Glyph.Reading");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("glyph.device.wait", "s", "How long a batch waited for the device that reads.");

    /// <summary>Records a wait.</summary>
    /// <param name="since">The timestamp of <see cref="Stopwatch"/> at which the batch was ready.</param>
    public static void Record(long since) => Seconds.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
}
