using System.Text.RegularExpressions;

namespace Glyph.Cli.Pages;

/// <summary>
/// The files of a rendered text: <c>page_001.png</c> and so on, with as many digits as the last page's number has but at least
/// three, so that they sort in the order of the pages.
/// </summary>
/// <param name="count">How many pages there are.</param>
internal sealed partial class PageNames(int count)
{
    /// <summary>As many pages have names of the least number of digits.</summary>
    public const int FewPages = 999;

    /// <summary>The file of the pages' records.</summary>
    public const string Records = "pages.jsonl";

    private const int LeastDigits = 3;

    private readonly int _digits = Math.Max(LeastDigits, count.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);

    /// <summary>The file name of a page.</summary>
    /// <param name="number">The page's number, from 1.</param>
    /// <param name="extension">The extension with its dot.</param>
    public string Of(int number, string extension) =>
        $"page_{number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(_digits, '0')}{extension}";

    /// <summary>
    /// Removes what an earlier run left in a folder, whole or half written, so that its pages are never taken for those of this
    /// run. Only files of our own names are touched.
    /// </summary>
    public static void RemoveFrom(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => OurName().IsMatch(file.Name)))
        {
            file.Delete();
        }
    }

    [GeneratedRegex(@"^(page_[0-9]{3,}\.(png|webp|jpg|pgm|ppm)|pages\.jsonl)(\.partial)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurName();
}
