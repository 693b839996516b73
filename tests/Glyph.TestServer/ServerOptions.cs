using System.Globalization;

namespace Glyph.TestServer;

/// <summary>What the server is and knows.</summary>
public sealed record ServerOptions
{
    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only key that is accepted; null accepts any.</summary>
    public string? Key { get; init; }

    /// <summary>The model's name. <c>NAME/BEHAVIOUR</c> is the same model with that behaviour, always.</summary>
    public string Model { get; init; } = "reader";

    /// <summary>A JSON object of page texts by the SHA-256 of their pixels (see <see cref="Oracle"/>); null: pages are read by PP-OCR.</summary>
    public string? Oracle { get; init; }

    /// <summary>Reads <c>--port N --key KEY --model NAME --oracle FILE</c>.</summary>
    public static ServerOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ServerOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.", nameof(arguments));
            options = arguments[i] switch
            {
                "--port" => options with { Port = int.Parse(value, CultureInfo.InvariantCulture) },
                "--key" => options with { Key = value },
                "--model" => options with { Model = value },
                "--oracle" => options with { Oracle = value },
                var unknown => throw new ArgumentException($"There is no option {unknown}; there are --port, --key, --model and --oracle.", nameof(arguments)),
            };
        }

        return options;
    }
}
