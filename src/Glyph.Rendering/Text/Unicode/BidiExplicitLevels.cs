using static Glyph.Rendering.Text.Unicode.BidiClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>Levels from embeddings, overrides and isolates: rules X1 to X8.</summary>
internal static class BidiExplicitLevels
{
    private const int MaximumDepth = 125;

    /// <summary>The level of each character; overrides are written into <paramref name="resolved"/>.</summary>
    public static byte[] Resolve(ReadOnlySpan<BidiClass> classes, Span<BidiClass> resolved, ReadOnlySpan<int> isolates, byte own)
    {
        var levels = new byte[classes.Length];
        var stack = new Stack<Status>();
        stack.Push(new Status(own, ON, Isolate: false));
        var (overflowIsolates, overflowEmbeddings, validIsolates) = (0, 0, 0);
        for (var i = 0; i < classes.Length; i++)
        {
            var status = stack.Peek();
            levels[i] = status.Level;
            switch (classes[i])
            {
                case RLE or LRE or RLO or LRO:
                    var level = classes[i] is RLE or RLO ? NextOdd(status.Level) : NextEven(status.Level);
                    if (level <= MaximumDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        stack.Push(new Status(level, classes[i] switch { RLO => R, LRO => L, _ => ON }, Isolate: false));
                    }
                    else if (overflowIsolates == 0)
                    {
                        overflowEmbeddings++;
                    }

                    break;
                case RLI or LRI or FSI:
                    Override(resolved, i, status);
                    var inner = IsRightToLeft(classes, isolates, i) ? NextOdd(status.Level) : NextEven(status.Level);
                    if (inner <= MaximumDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        validIsolates++;
                        stack.Push(new Status(inner, ON, Isolate: true));
                    }
                    else
                    {
                        overflowIsolates++;
                    }

                    break;
                case PDI:
                    if (overflowIsolates > 0)
                    {
                        overflowIsolates--;
                    }
                    else if (validIsolates > 0)
                    {
                        overflowEmbeddings = 0;
                        while (!stack.Pop().Isolate)
                        {
                            // X6a: embeddings within the isolate end with it
                        }

                        validIsolates--;
                    }

                    levels[i] = stack.Peek().Level;
                    Override(resolved, i, stack.Peek());
                    break;
                case PDF:
                    if (overflowIsolates > 0)
                    {
                        break;
                    }

                    if (overflowEmbeddings > 0)
                    {
                        overflowEmbeddings--;
                    }
                    else if (!status.Isolate && stack.Count > 1)
                    {
                        stack.Pop();
                    }

                    break;
                case BN:
                    break;
                default:
                    Override(resolved, i, status);
                    break;
            }
        }

        return levels;
    }

    private static bool IsRightToLeft(ReadOnlySpan<BidiClass> classes, ReadOnlySpan<int> isolates, int initiator) => classes[initiator] switch
    {
        RLI => true,
        LRI => false,
        _ => BidiIsolates.FirstStrong(classes, isolates, initiator + 1, isolates[initiator] < 0 ? classes.Length : isolates[initiator]) is R or AL,
    };

    private static void Override(Span<BidiClass> resolved, int position, Status status)
    {
        if (status.Override != ON)
        {
            resolved[position] = status.Override;
        }
    }

    private static byte NextOdd(byte level) => (byte)((level + 1) | 1);

    private static byte NextEven(byte level) => (byte)((level + 2) & ~1);

    private readonly record struct Status(byte Level, BidiClass Override, bool Isolate);
}
