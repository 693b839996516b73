using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Glyph.Core.Reading;

namespace Glyph.Reading.Served;

/// <summary>
/// What makes two questions the same: all that decides an answer, and nothing else. Each part is preceded by its length, so
/// that no two questions run together into the same bytes.
/// </summary>
internal static class QuestionKey
{
    /// <summary>The key of a question to a model.</summary>
    /// <param name="parameters">The model's <see cref="IVisionModel.Parameters"/>; their order does not matter.</param>
    /// <param name="question">The question; what it is expected to cost is no part of it.</param>
    /// <returns>A SHA-256, lower-case hexadecimal.</returns>
    internal static string Of(IReadOnlyDictionary<string, string> parameters, ModelQuestion question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, parameters.Count);
        foreach (var (name, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, value);
        }

        Add(hash, question.Prompt);
        Add(hash, question.MaxAnswerTokens);
        Add(hash, question.Images.Count);
        foreach (var image in question.Images)
        {
            Add(hash, image.Size.Width);
            Add(hash, image.Size.Height);
            Add(hash, (int)image.Format);
            hash.AppendData(image.Pixels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
