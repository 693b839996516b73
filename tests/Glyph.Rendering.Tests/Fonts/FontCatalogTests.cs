using Glyph.Assets;
using Glyph.Core;
using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Tests.Fonts;

public sealed class FontCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glyph-fonts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("DejaVu Sans", "DejaVuSans.ttf")]
    [InlineData("dejavu sans condensed", "DejaVuSansCondensed.ttf")]
    [InlineData("Roboto", "Roboto_400Regular.ttf")]
    [InlineData("JETBRAINS MONO", "JetBrainsMono_400Regular.ttf")]
    [InlineData("Noto Sans SC", "NotoSansSC_400Regular.ttf")]
    [InlineData("VT323", "VT323_400Regular.ttf")]
    public void AShippedFontIsFoundByNameInAnyCase(string name, string file)
    {
        var face = TestFonts.Catalog.Find(name);

        Assert.True(face.Shipped);
        Assert.Equal(file, Path.GetFileName(face.Path));
    }

    [Fact]
    public void AllFontsAreSortedAndTheShippedOnesAmongThem()
    {
        var names = TestFonts.Catalog.All.Select(face => face.Name).ToList();

        Assert.Equal(names.Order(StringComparer.Ordinal), names, StringComparer.Ordinal);
        Assert.Contains("Source Serif 4", names, StringComparer.Ordinal);
        Assert.True(names.Count >= 12);
    }

    [Fact]
    public void AFontIsFoundByPath()
    {
        var copy = Copy("own.ttf");

        var face = TestFonts.Catalog.Find(copy);

        Assert.Equal(("DejaVu Sans", copy, false), (face.Name, face.Path, face.Shipped));
    }

    [Fact]
    public void ASystemFontIsFoundByName()
    {
        Copy("own.ttf");
        using var catalog = new FontCatalog(ShippedAssets.FontFolder, [Path.Combine(_folder, "absent"), _folder]);

        Assert.True(catalog.Find("DejaVu Sans").Shipped);
        Assert.Single(catalog.All, face => string.Equals(face.Name, "DejaVu Sans", StringComparison.Ordinal));
    }

    [Fact]
    public void AnUnknownNameIsNamedAndTheNearestAreOffered()
    {
        var error = Assert.Throws<InvalidInputException>(() => TestFonts.Catalog.Find("DejaVu Sanz"));

        Assert.Contains("DejaVu Sanz", error.Message, StringComparison.Ordinal);
        Assert.Contains("'DejaVu Sans'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbsentFileIsNamedAndTheNearestFontsAreOffered()
    {
        var error = Assert.Throws<InvalidInputException>(() => TestFonts.Catalog.Find("fonts/Roboto.ttf"));

        Assert.Contains("'fonts/Roboto.ttf' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Roboto'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(2000)]
    public void ABrokenFontFileIsAClearProblem(int bytes)
    {
        var path = Path.Combine(_folder, "broken.ttf");
        File.WriteAllBytes(path, File.ReadAllBytes(TestFonts.Catalog.Find("DejaVu Sans").Path)[..bytes]);

        var problem = Assert.Single(TestFonts.Renderer.Problems(TestFonts.Small with { Font = path }));

        Assert.Contains(path, problem, StringComparison.Ordinal);
        Assert.Contains("cannot be read as a font", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AFontOfNoiseIsAClearProblem()
    {
        var path = Path.Combine(_folder, "noise.otf");
        var bytes = new byte[5000];
        new RandomStream(1, "noise").NextBytes(bytes);
        File.WriteAllBytes(path, bytes);

        Assert.Contains("cannot be read as a font", Assert.Throws<InvalidInputException>(() => TestFonts.Catalog.Find(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingShippedFolderSaysToBuildAgain()
    {
        using var catalog = new FontCatalog(Path.Combine(_folder, "assets"), []);

        Assert.Contains("build again", Assert.Throws<RenderException>(() => catalog.Find("Roboto")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACollectionsFacesAreFoundByName()
    {
        File.WriteAllBytes(Path.Combine(_folder, "two.ttc"), Collection("DejaVuSans.ttf", "DejaVuSerif.ttf"));
        using var catalog = new FontCatalog(_folder, []);
        using var renderer = new PageRenderer(catalog);

        var sans = renderer.LayOut("illicit illicit illicit", TestFonts.Small with { Font = "DejaVu Sans" }).Single();
        var serif = renderer.LayOut("illicit illicit illicit", TestFonts.Small with { Font = "DejaVu Serif" }).Single();

        Assert.Equal(["DejaVu Sans", "DejaVu Serif"], catalog.All.Select(face => face.Name), StringComparer.Ordinal);
        Assert.NotEqual(sans.Lines[0].Box.Right, serif.Lines[0].Box.Right);
    }

    [Theory]
    [InlineData("plain text\n", 1)]
    [InlineData("中文", 0)]
    [InlineData("ab中文", 0.5)]
    [InlineData(" \t\n", 1)]
    public void CoverageIsTheShareOfShownCharactersWithAGlyph(string text, double expected) =>
        Assert.Equal(expected, TestFonts.Catalog.Coverage(TestFonts.Catalog.Find("DejaVu Sans"), text));

    private string Copy(string name)
    {
        var path = Path.Combine(_folder, name);
        File.Copy(TestFonts.Catalog.Find("DejaVu Sans").Path, path);
        return path;
    }

    /// <summary>An OpenType collection of shipped fonts: a header, then each font with its table offsets moved.</summary>
    private static byte[] Collection(params string[] files)
    {
        using var stream = new MemoryStream();
        var fonts = files.Select(file => File.ReadAllBytes(Path.Combine(ShippedAssets.FontFolder, file))).ToList();
        var start = 12 + (4 * fonts.Count);
        Write(stream, 0x74746366, 0x00010000, (uint)fonts.Count);
        var offset = start;
        foreach (var font in fonts)
        {
            Write(stream, (uint)offset);
            offset += (font.Length + 3) & ~3;
        }

        foreach (var font in fonts)
        {
            var tables = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4));
            for (var i = 0; i < tables; i++)
            {
                var field = font.AsSpan(12 + (16 * i) + 8, 4);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(
                    field, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(field) + (uint)stream.Position);
            }

            stream.Write(font);
            stream.Write(new byte[((font.Length + 3) & ~3) - font.Length]);
        }

        return stream.ToArray();
    }

    private static void Write(Stream stream, params uint[] values)
    {
        foreach (var value in values)
        {
            var bytes = new byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
