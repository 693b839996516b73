using Glyph.Core.Rendering;

namespace Glyph.Core.Tests.Rendering;

public sealed class OrderedPipelineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Results_come_in_order_whoever_is_done_first(int threads)
    {
        var results = OrderedPipeline.RunAsync(Enumerable.Range(0, 500), i => Busy(i * 7919 % 13) + i, threads, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 500), await results.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Several_threads_work_at_once()
    {
        using var all = new Barrier(3);
        var met = OrderedPipeline.RunAsync(Enumerable.Range(0, 3), _ => all.SignalAndWait(TimeSpan.FromMinutes(1)), 3, TestContext.Current.CancellationToken);

        Assert.Equal([true, true, true], await met.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    public async Task The_sequence_is_not_walked_far_ahead_of_who_takes_the_results(int threads, int ahead)
    {
        var walked = 0;
        var taken = 0;
        await foreach (var _ in OrderedPipeline.RunAsync(Enumerable.Range(0, 200).Select(i => walked = i + 1), i => i, threads, TestContext.Current.CancellationToken))
        {
            taken++;
            Assert.InRange(walked, taken, taken + ahead);
        }

        Assert.Equal(200, taken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task An_error_of_an_item_comes_out_in_its_place(int threads)
    {
        var taken = new List<int>();
        var error = await Assert.ThrowsAsync<InvalidInputException>(async () =>
        {
            await foreach (var i in OrderedPipeline.RunAsync(Enumerable.Range(0, 100), i => i == 20 ? throw new InvalidInputException("twenty") : i, threads, TestContext.Current.CancellationToken))
            {
                taken.Add(i);
            }
        });

        Assert.Equal("twenty", error.Message);
        Assert.Equal(Enumerable.Range(0, 20), taken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task An_error_of_the_sequence_comes_out_after_what_came_before_it(int threads)
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            yield return 2;
            throw new InvalidInputException("broken");
        }

        var taken = new List<int>();
        await Assert.ThrowsAsync<InvalidInputException>(async () =>
        {
            await foreach (var i in OrderedPipeline.RunAsync(Broken(), i => i, threads, TestContext.Current.CancellationToken))
            {
                taken.Add(i);
            }
        });

        Assert.Equal([1, 2], taken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Work_stops_when_nobody_wants_the_rest(int threads)
    {
        var worked = 0;
        await foreach (var i in OrderedPipeline.RunAsync(Enumerable.Range(0, 100_000), i => Interlocked.Increment(ref worked), threads, TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.InRange(worked, 1, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task It_can_be_cancelled(int threads)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var i in OrderedPipeline.RunAsync(Enumerable.Range(0, 100_000), i => i, threads, stop.Token))
            {
                if (i == 10)
                {
                    await stop.CancelAsync();
                }
            }
        });
    }

    /// <summary>Takes a while and gives 0.</summary>
    private static int Busy(int work)
    {
        var value = 1.0;
        for (var i = 0; i < work * 2000; i++)
        {
            value = Math.Sqrt(value);
        }

        return (int)(value - 1);
    }
}
