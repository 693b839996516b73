using Glyph.Core.Reading;

namespace Glyph.Reading.Recognition;

/// <summary>The requests whose lines are being read: a request is answered when its last line is.</summary>
/// <param name="answered">Told of each answer.</param>
internal sealed class OpenRequests(Action<ReadAnswer> answered)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (Open Request, int Place)> _lines = [];
    private int _tickets;

    /// <summary>Adds a request.</summary>
    /// <returns>The ticket of its first line; the next lines have the next tickets.</returns>
    public int Add(ReadRequest request)
    {
        var open = new Open(request.Id, [.. request.Pages.SelectMany(page => page.Lines).Select(line => new LineReading(line.Id, ""))]);
        lock (_gate)
        {
            var first = _tickets;
            for (var place = 0; place < open.Lines.Length; place++)
            {
                _lines.Add(_tickets++, (open, place));
            }

            if (open.Lines.Length == 0)
            {
                answered(new ReadAnswer { Id = open.Id });
            }

            return first;
        }
    }

    /// <summary>Takes the text of a line.</summary>
    public void Answer(int ticket, string text)
    {
        lock (_gate)
        {
            _lines.Remove(ticket, out var line);
            var (request, place) = line;
            request.Lines[place] = request.Lines[place] with { Text = text };
            if (--request.Left == 0)
            {
                answered(new ReadAnswer { Id = request.Id, Lines = request.Lines });
            }
        }
    }

    private sealed class Open(int id, LineReading[] lines)
    {
        public int Id { get; } = id;

        public LineReading[] Lines { get; } = lines;

        public int Left { get; set; } = lines.Length;
    }
}
