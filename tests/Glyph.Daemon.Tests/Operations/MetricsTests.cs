using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Daemon.Operations;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Operations;

public sealed class MetricsTests
{
    [Fact]
    public void Trials_and_requests_are_counted_with_what_they_were()
    {
        using var metrics = new DaemonMetrics(TimeProvider.System);
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name is DaemonMetrics.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
            measured.Enqueue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instrument.Name} {value} {string.Join(',', tags.ToArray().Select(t => t.Value))}"));
        listener.SetMeasurementEventCallback<long>(Note);
        listener.SetMeasurementEventCallback<double>(Note);
        listener.Start();

        metrics.On(new TrialFinished(SampleRecords.Trial(), 1));
        var ledger = new InMemoryLedger("s");
        var metered = new MeteredLedger(ledger, metrics);
        metered.Reserve("s", LedgerContract.Sample("1", SpendPurpose.Proposal));
        metered.Settle("s", LedgerContract.SampleSettlement("1"), null, null);

        Assert.Contains(measured, line => line.StartsWith("glyph.trials 1 complete,", StringComparison.Ordinal));
        Assert.Contains(measured, line => line.StartsWith("glyph.model.requests ", StringComparison.Ordinal) && line.EndsWith("proposal,stop", StringComparison.Ordinal));
        Assert.Contains(measured, line => line.StartsWith("glyph.model.request.duration ", StringComparison.Ordinal) && line.EndsWith(" proposal", StringComparison.Ordinal));
        Assert.Single(metered.Lines("s"));
    }
}
