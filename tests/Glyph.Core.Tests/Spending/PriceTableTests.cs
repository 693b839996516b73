using Glyph.Core.Spending;

namespace Glyph.Core.Tests.Spending;

public sealed class PriceTableTests
{
    [Fact]
    public void A_price_file_gives_the_price_of_tokens()
    {
        var table = PriceTable.Parse("""{"currency": "EUR", "models": {"m": {"input": 2.5, "output": 10}}, /* a comment */ }""", "prices.json");
        Assert.Equal("EUR", table.Currency);
        Assert.Equal(0.0025m + 0.02m, table.Find("m")!.Of(1_000, 2_000));
        Assert.Null(table.Find("M"));
        Assert.Null(table.Find("m2"));
    }

    [Theory]
    [InlineData("gpt-x", 1)]
    [InlineData("gpt-x-mini", 2)]
    [InlineData("gpt-x-mini-2", 3)]
    [InlineData("gpt-y", 4)]
    [InlineData("other", 5)]
    public void The_name_itself_comes_first_then_the_longest_beginning(string model, int input)
    {
        var table = PriceTable.Parse(
            """{"currency": "USD", "models": {"*": {"input": 5, "output": 0}, "gpt-*": {"input": 4, "output": 0}, "gpt-x": {"input": 1, "output": 0}, "gpt-x-mini*": {"input": 3, "output": 0}, "gpt-x-mini": {"input": 2, "output": 0}}}""",
            "prices.json");
        Assert.Equal(input, table.Find(model)!.Input);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_file_and_field()
    {
        var error = Assert.Throws<InvalidInputException>(() => PriceTable.Parse(
            """{"curency": "USD", "models": {"a": {"input": -1, "output": "10"}, "b": 3, "c*d": {"input": 1}, "e": {"input": 1, "input": 2, "output": 1e30}}}""", "prices.json"));
        const string Right = "it must be the price of a million tokens, from 0 to 1000000";
        Assert.Equal(
            [
                "prices.json: the file: unknown key 'curency'; nearest: 'currency', 'models'",
                $"prices.json: models: 'a': input is -1; {Right}",
                $"prices.json: models: 'a': output is \"10\"; {Right}",
                "prices.json: models: 'b' must be an object {...}",
                "prices.json: models: 'c*d': it must be a model's name, or the beginning of some with one * at the end",
                $"prices.json: models: 'c*d': output is missing; {Right}",
                "prices.json: models: 'e': 'input' is given twice",
                $"prices.json: models: 'e': output is 1e30; {Right}",
                "prices.json: currency is missing; it must be a word such as \"USD\"",
            ],
            error.Problems);
    }

    [Theory]
    [InlineData("[]", "the file must be an object")]
    [InlineData("""{"currency": "USD"}""", "models is missing or empty")]
    [InlineData("""{"currency": "USD", "models": {}}""", "models is missing or empty")]
    [InlineData("""{"currency": 5, "models": {"m": {"input": 1, "output": 1}}}""", "currency is 5; it must be a word")]
    [InlineData("""{"currency": "U\u001b", "models": {"m": {"input": 1, "output": 1}}}""", "it must be a word")]
    [InlineData("{", "not JSON")]
    public void What_is_no_price_file_is_refused(string json, string problem)
    {
        var error = Assert.Throws<InvalidInputException>(() => PriceTable.Parse(json, "prices.json"));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.All(error.Problems, p => Assert.StartsWith("prices.json: ", p, StringComparison.Ordinal));
    }
}
