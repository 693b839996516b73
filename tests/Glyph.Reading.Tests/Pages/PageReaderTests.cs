using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading.Pages;
using Glyph.Testing;

namespace Glyph.Reading.Tests.Pages;

public sealed class PageReaderTests
{
    [Fact]
    public async Task Shows_all_pages_of_a_request_at_once()
    {
        var model = new FakeModel(question => $"{question.Images.Count} pages");
        var answer = await AskAsync(new PageReader(model), Request(pages: 5));

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        var part = Assert.Single(answer.Parts);
        Assert.Equal("5 pages", part.Text);
        Assert.Equal(..5, part.Pages);
        Assert.Equal([0, 1, 2, 3, 4], Assert.Single(model.Asked).FirstBytes);
    }

    [Fact]
    public async Task Splits_what_is_over_the_context_and_keeps_the_order()
    {
        var model = new FakeModel(question => string.Join(',', question.Images.Select(image => image.Pixels[0]))) { Limits = new(100, null, ContextTokens: 350, 1) };
        var answer = await AskAsync(new PageReader(model), Request(pages: 7) with { MaxAnswerTokens = 50, PromptTokens = pages => 100 * (pages.End.Value - pages.Start.Value) });

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("0,1,2,3,4,5,6", string.Join(',', answer.Parts.Select(part => part.Text)));
        Assert.All(answer.Parts, part => Assert.InRange(part.Pages.End.Value - part.Pages.Start.Value, 1, 3));
        Assert.All(answer.Parts, part => Assert.Equal(100 * (part.Pages.End.Value - part.Pages.Start.Value), part.PredictedTokens));
    }

    [Fact]
    public async Task Splits_what_is_over_the_bytes_of_a_request()
    {
        var model = new FakeModel(_ => "x") { Limits = new(100, Bytes: 10_000, null, 1) };
        var answer = await AskAsync(new PageReader(model, new PageReaderOptions { BytesOf = _ => 3_500 }), Request(pages: 4));

        Assert.Equal([new Range(0, 2), new Range(2, 4)], answer.Parts.Select(part => part.Pages));
    }

    [Fact]
    public async Task One_page_that_is_too_large_is_never_cut()
    {
        var model = new FakeModel(_ => "x") { Limits = new(100, null, ContextTokens: 90, 1) };
        var answer = await AskAsync(new PageReader(model), Request(pages: 2) with { PromptTokens = _ => 100 });

        Assert.Equal(AnswerStatus.Failed, answer.Status);
        Assert.Contains("context is 90", answer.Error, StringComparison.Ordinal);
        Assert.Empty(model.Asked);
    }

    [Fact]
    public async Task Asks_in_halves_what_the_server_finds_too_large()
    {
        var model = new FakeModel(question => question.Images.Count > 2
            ? throw new ModelException(ModelFault.Question, "too long") { TooLarge = true }
            : new ModelReply("y", FinishReason.Stop, 7, 1));
        var answer = await AskAsync(new PageReader(model), Request(pages: 4));

        Assert.Equal([new Range(0, 2), new Range(2, 4)], answer.Parts.Select(part => part.Pages));
        Assert.Equal(14, answer.Parts.Sum(part => part.PromptTokens));
    }

    [Theory]
    [InlineData(FinishReason.Length, AnswerStatus.CutOff)]
    [InlineData(FinishReason.ContentFilter, AnswerStatus.Refused)]
    [InlineData(FinishReason.Other, AnswerStatus.Failed)]
    public async Task An_answer_without_its_end_is_no_answer(FinishReason finish, AnswerStatus status)
    {
        var answer = await AskAsync(new PageReader(new FakeModel(_ => new ModelReply("half of it", finish, 10, 5))), Request(pages: 1));

        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Error);
        Assert.Equal(10, Assert.Single(answer.Parts).PromptTokens);
    }

    [Fact]
    public async Task A_fault_of_one_question_leaves_the_others()
    {
        var reader = new PageReader(new FakeModel(question => question.Images.Count == 2 ? throw new ModelException(ModelFault.Question, "no such image") : new ModelReply("good", FinishReason.Stop, null, null)));
        var answers = new List<ReadAnswer>();
        await foreach (var answer in reader.ReadAsync(new[] { Request(pages: 2), Request(pages: 1) with { Id = 2 } }.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            answers.Add(answer);
        }

        Assert.Equal([(1, AnswerStatus.Failed), (2, AnswerStatus.Answered)], answers.OrderBy(a => a.Id).Select(a => (a.Id, a.Status)));
        Assert.Equal("no such image", answers.Single(a => a.Id == 1).Error);
    }

    [Fact]
    public async Task A_fatal_fault_and_a_spent_limit_end_the_reading_and_every_image_is_disposed()
    {
        var requests = Enumerable.Range(0, 6).Select(id => Request(1) with { Id = id }).ToList();
        var fatal = new PageReader(FakeModel.Failing(new ModelException(ModelFault.Fatal, "the key is wrong")));
        var error = await Assert.ThrowsAsync<ReaderUnavailableException>(async () =>
        {
            await foreach (var _ in fatal.ReadAsync(requests.Take(1).ToAsyncEnumerable(), TestContext.Current.CancellationToken))
            {
            }
        });
        Assert.Equal("the key is wrong", error.Message);
        Assert.Throws<ObjectDisposedException>(() => requests[0].Pages[0].Image.Pixels.Length);

        var spent = new PageReader(FakeModel.Failing(new SpendLimitException("no money")));
        await Assert.ThrowsAsync<SpendLimitException>(() => AskAsync(spent, requests[1]));
    }

    [Fact]
    public void Never_shows_more_pages_than_the_model_takes() =>
        Assert.Equal(3, new PageReader(new FakeModel(_ => "") { Limits = new(Images: 3, null, null, 1) }).Abilities.PagesPerRequest);

    private static async Task<ReadAnswer> AskAsync(PageReader reader, ReadRequest request)
    {
        var answers = new List<ReadAnswer>();
        await foreach (var answer in reader.ReadAsync(new[] { request }.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            answers.Add(answer);
        }

        Assert.All(request.Pages, page => Assert.Throws<ObjectDisposedException>(() => page.Image.Pixels.Length));
        return Assert.Single(answers);
    }

    private static ReadRequest Request(int pages) => new()
    {
        Id = 1,
        Prompt = "What does it say?",
        Pages = [.. Enumerable.Range(0, pages).Select(Page)],
    };

    private static PageToRead Page(int number)
    {
        var image = new PageImage(new PixelSize(4, 4), PixelFormat.Grey);
        image.Pixels.Fill((byte)number);
        return new PageToRead(image, []);
    }
}
