using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Spending;
using Glyph.Evaluation;

namespace Glyph.Cli.Commands;

/// <summary>Options that several commands share, so that they mean the same everywhere.</summary>
internal static class CommonOptions
{
    private const string DurationForms = "hh:mm:ss, or 90s, 15m, 2h, 1d.";

    /// <summary>The target model.</summary>
    public static Option<string> Target() => new("--target")
    {
        Description = "The target model, whose token formula and image resize count; see 'glyph targets'.",
        DefaultValueFactory = _ => "glm-4.1v",
    };

    /// <summary>A file of the user's own targets.</summary>
    public static Option<FileInfo?> TargetFile() => new("--target-file")
    {
        Description = "A JSON file of targets of your own, or with other constants for shipped ones; see docs/targets.md.",
    };

    /// <summary>The targets that a command knows: the shipped ones, and those of <see cref="TargetFile"/> where it is given.</summary>
    public static VisionTargets Targets(ParseResult parsed, Option<FileInfo?> file) =>
        parsed.GetValue(file) is { } own ? VisionTargets.Load(own.FullName) : VisionTargets.Shipped;

    /// <summary>The tokenizer that counts text tokens.</summary>
    public static Option<string> Tokenizer() => new("--tokenizer")
    {
        Description = "What counts text tokens: o200k_base, cl100k_base, or a tokenizer.json, .tiktoken or SentencePiece .model file; see docs/tokenizers.md.",
        DefaultValueFactory = _ => "o200k_base",
    };

    /// <summary>The database file.</summary>
    public static Option<FileInfo> Database() => new("--db")
    {
        Description = "The database file of all searches.",
        DefaultValueFactory = _ => new FileInfo("glyph.db"),
    };

    /// <summary>A file of the models' prices.</summary>
    public static Option<FileInfo?> Prices() => new("--prices")
    {
        Description = "A price table: a JSON file with the price of each model's tokens. Needed for --max-cost.",
    };

    /// <summary>Reads a file of <see cref="Prices"/>.</summary>
    public static PriceTable ReadPrices(FileInfo file) => PriceTable.Parse(TextFile.Read(file.FullName), file.FullName);

    /// <summary>JSON instead of text for people.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "Write one JSON document to standard output; progress goes to standard error.",
    };

    /// <summary>The search that a command is about.</summary>
    public static Option<string?> SearchId() => new("--search")
    {
        Description = "The search's id, or the beginning of it. [default: the newest]",
    };

    /// <summary>A render config file.</summary>
    public static Option<FileInfo> Config() => new("--config")
    {
        Description = "A render config: a JSON file in the Glyph authors' format.",
        Required = true,
    };

    /// <summary>Whose layout rules hold.</summary>
    public static Option<LayoutCompatibility> Compat()
    {
        var option = new Option<LayoutCompatibility>("--compat")
        {
            Description = "Whose rules hold where the Glyph authors' renderer has a defect: none (what is right), or glyph (what it does).",
            DefaultValueFactory = _ => LayoutCompatibility.None,
        };
        option.AcceptOnlyFromAmong("none", "glyph");
        return option;
    }

    /// <summary>A text file.</summary>
    public static Option<FileInfo> Text() => new("--text")
    {
        Description = "The UTF-8 text file to render.",
        Required = true,
    };

    /// <summary>The base address of an API.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is for.</param>
    public static Option<Uri?> Endpoint(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Address(name, result, result.Tokens[0].Value),
    };

    /// <summary>The base addresses of APIs, each given with the option's name.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What they are for.</param>
    public static Option<Uri[]> Endpoints(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => [.. result.Tokens.Select(token => Address(name, result, token.Value)).OfType<Uri>()],
    };

    /// <summary>A time that may be left out.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is for.</param>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = $"{description} {DurationForms}",
        CustomParser = result => ReadDuration(name, result),
    };

    /// <summary>A time.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="usual">What holds where it is not given.</param>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan usual) => new(name)
    {
        Description = $"{description} {DurationForms}",
        DefaultValueFactory = _ => usual,
        CustomParser = result => ReadDuration(name, result) ?? usual,
    };

    /// <summary>Whether the user gave an option, whatever its default is.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static TimeSpan? ReadDuration(string name, ArgumentResult result)
    {
        var value = result.Tokens[0].Value;
        var duration = ParseDuration(value);
        if (duration is null)
        {
            result.AddError($"{name} is '{value}'; it must be hh:mm:ss, such as 00:30:00, or a whole number and its unit, such as 90s, 15m, 2h or 1d; a number alone, mm:ss and hh:mm could each mean several times");
        }

        return duration;
    }

    /// <summary>The time that a text says; null where it has another form. .NET's own parser would take 24:00:00 for 24 days.</summary>
    internal static TimeSpan? ParseDuration(string text)
    {
        var parts = text.Split(':');
        if (parts.Length == 3)
        {
            return parts[1].Length == 2 && parts[2].Length == 2 && Whole(parts[0]) is int hours && Whole(parts[1]) is int minutes and < 60 && Whole(parts[2]) is int seconds and < 60
                ? new TimeSpan(hours, minutes, seconds)
                : null;
        }

        if (text.Length < 2 || Whole(text[..^1]) is not int count)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => new TimeSpan(0, 0, count),
            'm' => new TimeSpan(0, count, 0),
            'h' => new TimeSpan(count, 0, 0),
            'd' => new TimeSpan(count, 0, 0, 0),
            _ => null,
        };
    }

    /// <summary>A whole number without a sign, short enough that so many days are a time; null where it is none.</summary>
    private static int? Whole(string text) =>
        text.Length <= 7 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Uri? Address(string name, ArgumentResult result, string value)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            if (uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0)
            {
                return uri;
            }

            // An address is stored and shown; what is in it is no secret.
            result.AddError($"{name} must hold no user name, password, query or fragment; a key is read from an environment variable");
            return null;
        }

        result.AddError($"{name} is '{value}'; it must be an http or https address, such as http://127.0.0.1:8000/v1");
        return null;
    }

    /// <summary>Demands a value within a range; a value of a wrong form is the parser's to report.</summary>
    public static void Between(this Option<int> option, int low, int high) => option.Validators.Add(result => CheckRange(result, low, high));

    private static void CheckRange(OptionResult result, int low, int high)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && (value < low || value > high))
        {
            result.AddError($"{result.Option.Name} is {value}; it must be from {low} to {high}.");
        }
    }
}
