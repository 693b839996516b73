using System.Numerics.Tensors;
using System.Text;
using Glyph.Assets;
using Glyph.Core.Reading;
using Glyph.Reading;
using Glyph.Reading.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Benchmarks.Reading;

/// <summary>
/// What the shipped reader is measured against: the model's file as it was published, called for one line after another, as its
/// plain user would. Lines are cut as the reader cuts them, so that only the calls differ.
/// </summary>
internal sealed class OneLineAtATime : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly LineCropper _cropper = new(RecogniserReader.DefaultMargins);
    private readonly string[] _classes;
    private readonly double _cellWidth;

    /// <summary>Opens a model.</summary>
    /// <param name="language"><c>english</c> or <c>chinese</c>.</param>
    /// <param name="threads">Threads inside a call; null for ONNX Runtime's own choice, all cores.</param>
    public OneLineAtATime(string language, int? threads)
    {
        var english = language is "english";
        using var options = new SessionOptions();
        options.IntraOpNumThreads = threads ?? options.IntraOpNumThreads;
        _session = new InferenceSession((english ? ShippedAssets.EnglishRecogniser : ShippedAssets.ChineseRecogniser).Path, options);
        _cellWidth = english ? RecogniserReader.EnglishCellWidth : RecogniserReader.ChineseCellWidth;
        _classes = ["", .. _session.ModelMetadata.CustomMetadataMap["character"].TrimEnd('\n').Split('\n').Select(c => c.TrimEnd('\r')), " "];
    }

    /// <summary>Reads all lines; disposes the images.</summary>
    public void Read(IEnumerable<ReadRequest> requests, string[] answers)
    {
        foreach (var page in requests.SelectMany(request => request.Pages))
        {
            using var image = page.Image;
            foreach (var line in page.Lines)
            {
                answers[line.Id] = Call(_cropper.Crop(image, new LineToCrop(line.Id, line.Box, Script.Cells(line.Text), _cellWidth)));
            }
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private string Call(LineImage line)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(line.Planes, [1, LineImage.Channels, LineImage.Height, line.Width]);
        using var results = _session.Run(_run, [_session.InputNames[0]], [input], [_session.OutputNames[0]]);
        var text = new StringBuilder();
        var previous = 0;
        for (var scores = results[0].GetTensorDataAsSpan<float>(); scores.Length > 0; scores = scores[_classes.Length..])
        {
            var best = TensorPrimitives.IndexOfMax(scores[.._classes.Length]);
            text.Append(best == previous ? "" : _classes[best]);
            previous = best;
        }

        return text.ToString();
    }
}
