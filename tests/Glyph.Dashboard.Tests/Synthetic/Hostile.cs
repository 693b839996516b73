namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>Strings that would do something if a page took them for markup, script or styled text. Each would set <c>window.hacked</c>.</summary>
internal static class Hostile
{
    public const string Script = "</script><script>window.hacked=1</script><!-- <script>";
    public const string Image = "<img src=x onerror=\"window.hacked=1\">";
    public const string Link = "[click](javascript:window.hacked=1) \"><svg onload=window.hacked=1>";
    public const string Rich = "{a|b}{hr|}%7Bc} ${window.hacked=1} {{constructor.constructor('window.hacked=1')()}}";
    public const string Font = "Evil <b onmouseover=window.hacked=1>Sans</b> & \"Co\" {a|x}";
}
