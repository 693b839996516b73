using System.Text.Json.Nodes;
using Glyph.Core.Rendering;
using Microsoft.AspNetCore.Http;
using SkiaSharp;

namespace Glyph.TestServer.Answers;

/// <summary>A question as the protocol sends it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Prompt">All text of it.</param>
/// <param name="Images">The images, encoded.</param>
/// <param name="MaxTokens">Tokens that the answer may have.</param>
internal sealed record ChatQuestion(string Model, string Prompt, IReadOnlyList<byte[]> Images, int MaxTokens)
{
    private const string DataUrl = "data:image/png;base64,";

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="BadHttpRequestException">It is none of the protocol; the message says why.</exception>
    public static ChatQuestion Parse(string body)
    {
        var json = JsonNode.Parse(body)!;
        var text = new List<string>();
        var images = new List<byte[]>();
        foreach (var message in json["messages"]!.AsArray())
        {
            if (message!["content"] is JsonValue plain)
            {
                text.Add(plain.GetValue<string>());
                continue;
            }

            foreach (var part in message["content"]!.AsArray())
            {
                if (part!["image_url"] is not { } image)
                {
                    text.Add((string)part["text"]!);
                }
                else
                {
                    var url = (string)image["url"]!;
                    images.Add(url.StartsWith(DataUrl, StringComparison.Ordinal)
                        ? Convert.FromBase64String(url[DataUrl.Length..])
                        : throw new BadHttpRequestException("an image is no data URL of a PNG"));
                }
            }
        }

        var limit = json["max_tokens"] ?? json["max_completion_tokens"];
        return new ChatQuestion((string)json["model"]!, string.Join('\n', text), images, (int?)limit ?? int.MaxValue);
    }

    /// <summary>Decodes a PNG.</summary>
    public static PageImage Decode(byte[] png)
    {
        var bounds = SKBitmap.DecodeBounds(png);
        using var bitmap = SKBitmap.Decode(png, bounds.WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Unpremul))
            ?? throw new BadHttpRequestException("an image cannot be decoded");
        var image = new PageImage(new PixelSize(bitmap.Width, bitmap.Height));
        bitmap.GetPixelSpan()[..image.Pixels.Length].CopyTo(image.Pixels);
        return image;
    }
}
